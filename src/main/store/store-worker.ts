import { parentPort } from 'node:worker_threads';
import { asProblem } from '../../shared/problem';
import { makeStoreHost } from './store-host';
import type { StoreReply, StoreRequest } from './worker-messages';

const port = parentPort;
if (port === null) throw new Error('store-worker runs as a worker thread only');
const host = makeStoreHost();

port.on('message', (request: StoreRequest) => {
  const { reply, transfer } = answer(request);
  port.postMessage(reply, transfer);
  if (request.type === 'end') port.close();
});

function answer(request: StoreRequest): { reply: StoreReply<unknown>; transfer: ArrayBuffer[] } {
  try {
    const { value, transfer } = host.answer(request);
    return { reply: { id: request.id, value }, transfer };
  } catch (error) {
    return { reply: { id: request.id, problem: asProblem(error).toJSON() }, transfer: [] };
  }
}
