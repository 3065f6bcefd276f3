import { parentPort } from 'node:worker_threads';
import type { FromEngine, ToEngine } from '../shared/contract/engine-protocol';
import { asProblem } from '../shared/problem';
import { answer } from './worker-handlers';

/** The thread in which TensorFlow and the decoders run; a request is heard whenever the one before it waits. */
const running = new Map<number, AbortController>();
const send = (message: FromEngine): void => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToEngine) => {
  if (message.type === 'cancel') running.get(message.id)?.abort();
  if (message.type === 'request') void run(message);
});

async function run({ id, name, input }: Extract<ToEngine, { type: 'request' }>): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const value = await answer(name, input, controller.signal, (progress) =>
      send({ type: 'progress', id, value: progress }),
    );
    send({ type: 'reply', id, reply: { ok: true, value } });
  } catch (error) {
    send({ type: 'reply', id, reply: { ok: false, problem: asProblem(error).toJSON() } });
  } finally {
    running.delete(id);
  }
}
