import { Problem } from '../../../shared/problem';
import type { KernelAnswer, KernelMessage, KernelReply, KernelRequest } from './kernel-requests';

interface Waiting {
  take(answer: KernelAnswer): void;
  fail(why: string): void;
}

/** Talks to the worker that the kernels run in; it is started with the first pixels. */
export class KernelClient {
  private worker: Worker | null = null;
  private nextId = 0;
  private readonly waiting = new Map<number, Waiting>();

  /** Counts the workers so far: what one held, the next does not. */
  generation = 0;

  /** @param read what was asked for, out of the answer; undefined where the answer is of another kind */
  ask<Output>(request: KernelRequest, read: (answer: KernelAnswer) => Output | undefined): Promise<Output> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => {
        reject(new Problem('kernel-failed', `The image could not be read for this tool: ${why}.`, 'Try it again.'));
      };
      const take = (answer: KernelAnswer): void => {
        const output = read(answer);
        if (output === undefined) fail('another question was answered');
        else resolve(output);
      };
      this.waiting.set(id, { take, fail });
      const message: KernelMessage = { id, request };
      this.running().postMessage(message);
    });
  }

  private running(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(new URL('./kernel-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<KernelReply>) => this.take(data));
    worker.addEventListener('error', ({ message }) => this.end(message));
    this.worker = worker;
    return worker;
  }

  private take(reply: KernelReply): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if ('failure' in reply) waiting?.fail(reply.failure);
    else waiting?.take(reply.answer);
  }

  /** A worker that fell over is gone with what it held; the next question starts another. */
  private end(why: string): void {
    this.worker?.terminate();
    this.worker = null;
    this.generation++;
    for (const { fail } of this.waiting.values()) fail(why);
    this.waiting.clear();
  }
}
