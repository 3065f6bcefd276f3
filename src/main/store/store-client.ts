import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../shared/problem';
import type { Remote } from './client-types';
import type { LibraryStore } from './library-store';
import { packArrays } from './pack-arrays';
import type { OpenOptions, ProjectStore } from './project-store';
import type { ProjectSettings } from './records';
import type { Opening, StoreReply, StoreRequest } from './worker-messages';

/** 64 tiles before and after. */
const MEMORY_BYTES = 8 * 1024 * 1024;

type Unnumbered<Request> = Request extends StoreRequest ? Omit<Request, 'id'> : never;

interface Pending {
  settle(reply: StoreReply<never>): void;
  fail(problem: Problem): void;
}

/**
 * The store in a worker thread, so that SQLite never keeps the caller's thread waiting. Requests are done one after
 * another in the order they were made. Problems cross as their data. What is passed is copied, so the caller's arrays
 * stay its own; label maps and tiles come back without a copy.
 */
export class StoreClient {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #requests = 0;
  /** For the arrays of one request at a time; its pages exist once they are used. */
  readonly #memory = new SharedArrayBuffer(MEMORY_BYTES);
  #memoryUser: number | null = null;
  #lost: Problem | null = null;

  constructor(entry: string = join(__ENTRIES__, 'store-worker.js')) {
    this.#worker = new Worker(entry);
    this.#worker.on('message', (reply: StoreReply<never>) => {
      if (reply.id === this.#memoryUser) this.#memoryUser = null;
      this.#pending.get(reply.id)?.settle(reply);
      this.#pending.delete(reply.id);
    });
    this.#worker.on('error', (error) => this.#lose(error.message));
    this.#worker.on('exit', () => this.#lose('it ended'));
  }

  openProject(folder: string, options: OpenOptions): Promise<Remote<ProjectStore>> {
    return this.#open<ProjectStore>({ kind: 'project', folder, options });
  }

  createProject(
    folder: string,
    settings: ProjectSettings,
    options: Omit<OpenOptions, 'mode'> = {},
  ): Promise<Remote<ProjectStore>> {
    return this.#open<ProjectStore>({ kind: 'new-project', folder, settings, options });
  }

  /** @param folder the app's data folder */
  openLibrary(folder: string): Promise<Remote<LibraryStore>> {
    return this.#open<LibraryStore>({ kind: 'library', folder });
  }

  /**
   * Closes what is still open, after all requests made so far, and ends the thread.
   * @throws Problem what the disk says; the thread has ended all the same
   */
  async end(): Promise<void> {
    if (this.#lost !== null) return;
    try {
      await this.#request<null>({ type: 'end' });
    } finally {
      await new Promise<void>((ended) => {
        if (this.#lost === null) this.#worker.once('exit', () => ended());
        else ended();
      });
    }
  }

  async #open<Store>(opening: Opening): Promise<Remote<Store>> {
    const handle = await this.#request<number>({ type: 'open', opening });
    return remote<Store>((area, method, args) => this.#request<never>({ type: 'call', handle, area, method, args }));
  }

  #request<Value>(request: Unnumbered<StoreRequest>): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      if (this.#lost !== null) {
        reject(this.#lost);
        return;
      }
      const id = ++this.#requests;
      this.#pending.set(id, {
        settle: (reply) => {
          if ('problem' in reply) reject(Problem.fromData(reply.problem));
          else resolve(reply.value);
        },
        fail: reject,
      });
      if (request.type !== 'call') {
        this.#worker.postMessage({ ...request, id });
        return;
      }
      const memory = this.#memoryUser === null ? this.#memory : null;
      const { args, isInMemory, transfer } = packArrays(request.args, memory);
      if (isInMemory) this.#memoryUser = id;
      this.#worker.postMessage({ ...request, id, args }, transfer);
    });
  }

  #lose(reason: string): void {
    if (this.#lost !== null) return;
    this.#lost = new Problem(
      'store-lost',
      `The part of the program that saves has stopped: ${reason}.`,
      'Everything that was said to be saved is saved. Start the program again.',
    );
    for (const { fail } of this.#pending.values()) fail(this.#lost);
    this.#pending.clear();
  }
}

/** Every `area.method` of a store as a request. The names are the interface's own; none is listed here. */
function remote<Store>(
  call: (area: string, method: string, args: readonly unknown[]) => Promise<unknown>,
): Remote<Store> {
  return named((area) =>
    named(
      (method) =>
        (...args: unknown[]) =>
          call(area, method, args),
    ),
  );
}

/** An object that makes each property when it is asked for; not a thenable, so that it can be awaited. */
function named<T>(make: (name: string) => unknown): T {
  const none = Object.create(null);
  return new Proxy(none, {
    get: (_, name) => (typeof name === 'symbol' || name === 'then' ? undefined : make(name)),
  });
}
