import { parentPort, workerData } from 'node:worker_threads';
import { asProblem } from '../../../shared/problem';
import { samplingIndex } from '../../../shared/training/label-index';
import { fillBatch } from './fill-batch';
import { openImageReader } from './image-reader';
import { type SampleReply, type SampleRequest, type SamplerStart, slotArrays } from './sampler-protocol';

/** Makes the batches it is asked for, one after the other, into shared memory. */
function serve(port: NonNullable<typeof parentPort>, { options, residents, slots, finished }: SamplerStart): void {
  const index = samplingIndex(options.images, options.classCount);
  const reader = openImageReader(options, residents);
  const arrays = slots.map((slot) => slotArrays(slot, options));
  const newest = new Int32Array(finished);
  port.on('message', ({ step, slot }: SampleRequest) => {
    const reply: SampleReply = { step, slot };
    try {
      fillBatch(step, options, index, reader, arrays[slot]);
      Atomics.store(newest, slot, step + 1);
    } catch (error) {
      reply.problem = asProblem(error).toJSON();
    }
    port.postMessage(reply);
  });
}

if (parentPort) serve(parentPort, workerData);
