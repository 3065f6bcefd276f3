import { join } from 'node:path';
import { runTraining } from '../../../../src/engine/training/run';

// Trains a run in a process of its own, to be killed: <root> <run folder>. Each event is a line on standard output.
const [root, runFolder] = process.argv.slice(2);
await runTraining({
  runFolder,
  cacheFolder: join(root, 'cache'),
  vendorFolder: join(root, 'vendor'),
  resume: true,
  signal: new AbortController().signal,
  onEvent: (event) => process.stdout.write(`${JSON.stringify(event)}\n`),
});
