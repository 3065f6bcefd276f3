import type { EngineRequestName } from '../../shared/contract/engine-protocol';
import type { Problem } from '../../shared/problem';

/** A request on its way: waiting, or with the engine. */
export interface QueuedRequest {
  id: number;
  name: EngineRequestName;
  input: unknown;
  /** How many engines ended while this was with them. */
  losses: number;
  onProgress(value: unknown): void;
  resolve(value: unknown): void;
  reject(problem: Problem | DOMException): void;
}

/**
 * Order of sending: first come, first served, at most `maxInFlight` at a time. What was with an engine that ended is a
 * suspect and is sent again alone, so that a request that ends the engine twice is known by name and takes no other
 * one with it.
 */
export class RequestQueue {
  readonly #waiting: QueuedRequest[] = [];
  readonly #suspects: QueuedRequest[] = [];
  readonly #inFlight = new Map<number, QueuedRequest>();

  constructor(private readonly maxInFlight: number) {}

  add(request: QueuedRequest): void {
    this.#waiting.push(request);
  }

  /** Takes what may be sent now. */
  takeNext(): QueuedRequest | null {
    const isAlone = this.#inFlight.size === 0;
    const holdsSuspect = [...this.#inFlight.values()].some((request) => request.losses > 0);
    if (holdsSuspect || this.#inFlight.size >= this.maxInFlight) return null;
    const next = this.#suspects.length > 0 ? (isAlone ? this.#suspects.shift() : undefined) : this.#waiting.shift();
    if (next === undefined) return null;
    this.#inFlight.set(next.id, next);
    return next;
  }

  /** A request that is with the engine. */
  inFlight(id: number): QueuedRequest | null {
    return this.#inFlight.get(id) ?? null;
  }

  /** Takes a request out for good, wherever it is. */
  settle(id: number): QueuedRequest | null {
    const sent = this.#inFlight.get(id);
    this.#inFlight.delete(id);
    return sent ?? takeOut(this.#waiting, id) ?? takeOut(this.#suspects, id);
  }

  /** The engine ended: what was with it waits again as a suspect; what was suspect already is returned as the cause. */
  engineEnded(): QueuedRequest[] {
    const lost = [...this.#inFlight.values()];
    this.#inFlight.clear();
    const causes = lost.filter((request) => request.losses > 0);
    this.#suspects.push(
      ...lost.filter((request) => request.losses === 0).map((request) => ({ ...request, losses: request.losses + 1 })),
    );
    return causes;
  }

  /** The engine was ended on purpose: what was with it is asked first again, and nothing is held against it. */
  engineReplaced(): void {
    const held = [...this.#inFlight.values()];
    this.#inFlight.clear();
    this.#suspects.unshift(...held.filter(({ losses }) => losses > 0));
    this.#waiting.unshift(...held.filter(({ losses }) => losses === 0));
  }

  /** Empties the queue, when no engine will come. */
  takeAll(): QueuedRequest[] {
    const all = [...this.#inFlight.values(), ...this.#suspects, ...this.#waiting];
    this.#inFlight.clear();
    this.#suspects.length = 0;
    this.#waiting.length = 0;
    return all;
  }
}

function takeOut(list: QueuedRequest[], id: number): QueuedRequest | null {
  const at = list.findIndex((request) => request.id === id);
  return at < 0 ? null : (list.splice(at, 1)[0] ?? null);
}
