interface Work<Value> {
  promise: Promise<Value>;
  controller: AbortController;
  waiting: number;
}

/**
 * Work that several requests wait for is done once, and given up only when all of them were cancelled.
 */
export class SharedWork<Value> {
  readonly #underWay = new Map<string, Work<Value>>();

  /** @throws the signal's reason as soon as it is aborted, whoever else waits */
  async do(key: string, signal: AbortSignal, compute: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    signal.throwIfAborted();
    const work = this.#underWay.get(key) ?? this.#begin(key, compute);
    work.waiting++;
    try {
      return await orAborted(work.promise, signal);
    } finally {
      work.waiting--;
      if (work.waiting === 0 && this.#underWay.get(key) === work) {
        this.#underWay.delete(key);
        work.controller.abort();
      }
    }
  }

  #begin(key: string, compute: (signal: AbortSignal) => Promise<Value>): Work<Value> {
    const controller = new AbortController();
    const work: Work<Value> = { promise: compute(controller.signal), controller, waiting: 0 };
    this.#underWay.set(key, work);
    return work;
  }
}

function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
