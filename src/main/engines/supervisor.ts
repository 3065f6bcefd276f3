import type { EngineState } from '../../shared/contract/engine';
import {
  type EngineInput,
  type EngineOutput,
  type EngineProgress,
  type EngineRequestName,
  type FromEngine,
  parseEngineOutput,
  parseEngineProgress,
} from '../../shared/contract/engine-protocol';
import { Problem } from '../../shared/problem';
import type { EngineProcess } from './engine-process';
import { Heartbeat } from './heartbeat';
import { type QueuedRequest, RequestQueue } from './request-queue';

export interface SupervisorOptions {
  start(): EngineProcess;
  onState(state: EngineState): void;
  /** Requests with the engine at a time; the worker overlaps the reading of one with the decoding of another. */
  maxInFlight?: number;
  heartbeatMs?: number;
  /** Wait for {@link EngineSupervisor.begin}; requests wait as well. */
  isHeld?: boolean;
}

export interface CallOptions<Name extends EngineRequestName> {
  signal?: AbortSignal | undefined;
  /** Hears how far the work is, where the request's row has a `progress`; from the start again with another engine. */
  onProgress?: ((value: EngineProgress<Name>) => void) | undefined;
}

const DEATHS_BEFORE_GIVING_UP = 3;
const NOTICE_MS = 30_000;

/**
 * Keeps one engine alive: starts it, hears its heart, starts it again when it ends, and sends again what was with it.
 * After three engines in a row that did not come up it gives up and says so, until {@link restart}.
 */
export class EngineSupervisor {
  readonly #queue: RequestQueue;
  #engine: EngineProcess | null = null;
  #state: EngineState = { status: 'starting' };
  #isReady = false;
  #isStopped = false;
  #nextId = 1;
  #deathsInARow = 0;
  #heartbeat: Heartbeat | null = null;
  #notice: string | null = null;
  #noticeTimer: NodeJS.Timeout | null = null;
  #lastWord: string | null = null;
  #hasBegun = false;

  constructor(private readonly options: SupervisorOptions) {
    this.#queue = new RequestQueue(options.maxInFlight ?? 4);
    if (!options.isHeld) this.begin();
  }

  /** Starts the first engine; a second call does nothing. */
  begin(): void {
    if (this.#hasBegun || this.#isStopped) return;
    this.#hasBegun = true;
    this.#start();
  }

  get state(): EngineState {
    return this.#state;
  }

  /**
   * Asks the engine. A request that is lost with its engine is sent again once.
   * @throws Problem what the engine says; `engine-lost` when the request ended two engines or none can be started
   */
  call<Name extends EngineRequestName>(
    name: Name,
    input: EngineInput<Name>,
    { signal, onProgress }: CallOptions<Name> = {},
  ): Promise<EngineOutput<Name>> {
    if (this.#isStopped || this.#state.status === 'failed') return Promise.reject(noEngine());
    const id = this.#nextId++;
    const cancel = (): void => this.#cancel(id);
    const hear = (value: unknown): void => {
      const progress = parseEngineProgress(name, value);
      if (progress !== null) onProgress?.(progress);
    };
    return new Promise<unknown>((resolve, reject) => {
      this.#queue.add({ id, name, input, losses: 0, onProgress: hear, resolve, reject });
      signal?.addEventListener('abort', cancel, { once: true });
      if (signal?.aborted) cancel();
      else this.#sendWaiting();
    })
      .finally(() => signal?.removeEventListener('abort', cancel))
      .then((value) => parseEngineOutput(name, value));
  }

  /** Starts anew after giving up. */
  restart(): void {
    if (this.#state.status !== 'failed') return;
    this.#deathsInARow = 0;
    this.#setState({ status: 'starting' });
    this.#start();
  }

  /** Ends the engine and starts another, e.g. on another device; what it had in hand is asked again. */
  renew(): void {
    if (this.#isStopped) return;
    const old = this.#engine;
    this.#engine = null;
    this.#heartbeat?.stop();
    this.#queue.engineReplaced();
    old?.kill();
    this.#deathsInARow = 0;
    this.#hasBegun = true;
    this.#setState({ status: 'starting' });
    this.#start();
  }

  /** Ends the engine for good, with the app. */
  stop(): void {
    this.#isStopped = true;
    this.#clearTimers();
    this.#engine?.kill();
    this.#rejectAll(noEngine());
  }

  #start(): void {
    const engine = this.options.start();
    this.#engine = engine;
    this.#isReady = false;
    this.#lastWord = null;
    engine.onMessage((message) => {
      if (engine === this.#engine) this.#hear(message);
    });
    engine.onExit(() => this.#ended(engine));
    engine.send({ type: 'request', id: 0, name: 'device', input: null });
    const onStill = (): void => {
      this.#lastWord = 'it no longer answered';
      engine.kill();
    };
    this.#heartbeat = new Heartbeat(engine, onStill, this.options.heartbeatMs);
  }

  #hear(message: FromEngine): void {
    if (message.type === 'pong') this.#heartbeat?.hear(message.count);
    if (message.type === 'failed') this.#lastWord = message.sentence;
    if (message.type === 'progress') this.#queue.inFlight(message.id)?.onProgress(message.value);
    if (message.type !== 'reply') return;
    if (message.id === 0) {
      this.#cameUp(message.reply);
      return;
    }
    const request = this.#queue.settle(message.id);
    if (message.reply.ok) request?.resolve(message.reply.value);
    else request?.reject(Problem.fromData(message.reply.problem));
    this.#sendWaiting();
  }

  #cameUp(reply: Extract<FromEngine, { type: 'reply' }>['reply']): void {
    if (!reply.ok) {
      this.#lastWord = reply.problem.message;
      this.#engine?.kill();
      return;
    }
    const device = parseEngineOutput('device', reply.value);
    this.#isReady = true;
    this.#deathsInARow = 0;
    this.#setState({ status: 'ready', device: device.line, deviceNotes: device.notes, notice: this.#notice });
    this.#sendWaiting();
  }

  #ended(engine: EngineProcess): void {
    if (engine !== this.#engine || this.#isStopped) return;
    this.#engine = null;
    this.#heartbeat?.stop();
    if (!this.#isReady) this.#deathsInARow += 1;
    for (const cause of this.#queue.engineEnded()) cause.reject(endedTheEngine(cause));
    if (this.#deathsInARow >= DEATHS_BEFORE_GIVING_UP) {
      const problem = notComingUp(this.#lastWord);
      this.#setState({ status: 'failed', problem: problem.toJSON() });
      this.#rejectAll(problem);
      return;
    }
    const reason = this.#lastWord === null ? '' : `: ${this.#lastWord}`;
    this.#setState({ status: 'restarting', sentence: `The engine ended unexpectedly${reason}. Starting it again…` });
    this.#keepNotice('The engine ended unexpectedly and was started again. Nothing was lost.');
    this.#start();
  }

  #sendWaiting(): void {
    if (!this.#isReady) return;
    for (let next = this.#queue.takeNext(); next !== null; next = this.#queue.takeNext()) {
      this.#engine?.send({ type: 'request', id: next.id, name: next.name, input: next.input });
    }
  }

  #cancel(id: number): void {
    const request = this.#queue.settle(id);
    if (request === null) return;
    this.#engine?.send({ type: 'cancel', id });
    request.reject(new DOMException('The request was cancelled.', 'AbortError'));
    this.#sendWaiting();
  }

  #keepNotice(notice: string): void {
    this.#notice = notice;
    if (this.#noticeTimer !== null) clearTimeout(this.#noticeTimer);
    this.#noticeTimer = setTimeout(() => {
      this.#notice = null;
      if (this.#state.status === 'ready') this.#setState({ ...this.#state, notice: null });
    }, NOTICE_MS);
  }

  #rejectAll(problem: Problem): void {
    for (const request of this.#queue.takeAll()) request.reject(problem);
  }

  #setState(state: EngineState): void {
    this.#state = state;
    this.options.onState(state);
  }

  #clearTimers(): void {
    this.#heartbeat?.stop();
    if (this.#noticeTimer !== null) clearTimeout(this.#noticeTimer);
  }
}

function noEngine(): Problem {
  return new Problem('engine-lost', 'The engine is not running.', 'Start it again from the status line.');
}

function notComingUp(lastWord: string | null): Problem {
  return new Problem(
    'engine-not-starting',
    `The engine does not start${lastWord === null ? '' : `: ${lastWord}`}.`,
    'Run bin/maskwright doctor, which names what is missing, then start the engine again.',
  );
}

function endedTheEngine(request: QueuedRequest): Problem {
  const file = fileOf(request.input);
  if (file === undefined) {
    return new Problem(
      'engine-ended-twice',
      'The engine ended twice while it worked on this: perhaps the memory did not suffice.',
      'Close other programs, or work with a smaller image or network, then try again.',
    );
  }
  return new Problem(
    'engine-ended-twice',
    `The engine ended twice while it read ${file}.`,
    'The file is left out. Open it in another program and save it anew, then try again.',
    file,
  );
}

function fileOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('path' in input)) return undefined;
  return typeof input.path === 'string' ? input.path : undefined;
}
