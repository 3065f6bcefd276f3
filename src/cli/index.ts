import { runCommandLine } from './command-line';

process.exitCode = await runCommandLine(process.argv.slice(2));
// TensorFlow's and the store's threads would hold the process for a while; everything is written by now.
process.stdout.write('', () => process.exit());
