import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
// Gives `process.parentPort` its type.
import type {} from 'electron';
import { BEHIND_OTHERS } from '../shared/contract/engine-arguments';
import type { FromEngine, ToEngine } from '../shared/contract/engine-protocol';

// Before any thread is made: on Linux each takes its priority from the thread that makes it.
if (process.argv.includes(BEHIND_OTHERS)) setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

/**
 * The engine's first thread: hears main at any time, answers its heartbeat, and hands requests to the worker in which
 * TensorFlow runs. It lives and dies with that worker, so that main has one thing to watch.
 */
const worker = new Worker(join(__ENTRIES__, 'engine-worker.js'));
const send = (message: FromEngine): void => process.parentPort.postMessage(message);

process.parentPort.on('message', ({ data }: { data: ToEngine }) => {
  if (data.type === 'ping') send({ type: 'pong', count: data.count });
  else worker.postMessage(data);
});

worker.on('message', send);
worker.on('error', (error) => {
  send({ type: 'failed', sentence: error.message });
});
worker.on('exit', (code) => {
  // One turn for the last word to leave.
  setTimeout(() => process.exit(code === 0 ? 1 : code), 50);
});
