import type { ActiveRun, StoredRunEvent } from '../../shared/contract/runs';
import type { ProjectId } from '../../shared/ids';
import { Problem, type ProblemData } from '../../shared/problem';
import type { RunEvent } from '../../shared/training/run-events';
import type { RunAct } from '../../shared/training/run-rules';
import { weightingName } from '../../shared/weighting/words';
import type { OpenedStore } from '../projects/store-opener';
import type { RunRecord } from '../store/records';
import { windowProblem } from '../window-problem';
import { preparingPhase } from './active-words';
import { EventLog } from './event-log';
import type { EngineEnd, TrainingEngine } from './train-in-engine';

export interface RunProject {
  id: ProjectId;
  name: string;
  folder: string;
}

export interface KeptRunParts {
  project: RunProject;
  record: RunRecord;
  /** Of the run's own, so that it does not depend on the window's. */
  opened: OpenedStore;
  /** Sequence number of the last event of an earlier start. */
  lastSeq: number;
  /** Starts the engine; `onEvent` hears of its work. */
  train(onEvent: (event: RunEvent) => void): TrainingEngine;
  /** What {@link KeptRun.active} says changed. */
  onActive(): void;
  onStored(record: RunRecord, entries: readonly StoredRunEvent[]): void;
}

type FinishedEvent = Extract<RunEvent, { type: 'finished' }>;

const CLOSED = 'Maskwright was closed.';
const RESUME = 'Put that right, then resume the run: it goes on from its last checkpoint.';

/** A run that trains: from the start of its engine until its end stands in the project's database. */
export class KeptRun {
  /** The run as it ended; never rejects. */
  readonly ended: Promise<RunRecord>;
  #active: ActiveRun;
  #record: RunRecord;
  /** When the run was started, so that seconds can be told of an end without an event. */
  readonly #startMs = performance.now();
  readonly #log: EventLog;
  readonly #engine: TrainingEngine;
  /** Why events can no longer be kept. */
  #trouble: Problem | null = null;
  #isClosing = false;
  #isMarked = false;
  /** Whether the project knows how the run ended. */
  #isEndWritten = true;
  #finished: FinishedEvent | null = null;
  #lastChange: Extract<RunEvent, { type: 'changed' }> | null = null;
  #started: Extract<RunEvent, { type: 'started' }> | null = null;

  constructor(private readonly parts: KeptRunParts) {
    const { project, record, opened, lastSeq, train, onStored } = parts;
    this.#record = record;
    this.#active = {
      project: project.id,
      projectName: project.name,
      projectFolder: project.folder,
      run: record.id,
      name: weightingName(record.config.weighting),
      phase: 'Starting the engine',
      step: record.step,
      totalSteps: record.totalSteps,
      secondsLeft: null,
      isStopping: false,
    };
    this.#log = new EventLog({
      runs: opened.store.runs,
      run: record.id,
      lastSeq,
      onStored: (stored, entries) => {
        this.#record = stored;
        onStored(stored, entries);
      },
      onTrouble: ({ code, message, file }) => {
        this.#trouble = new Problem(code, message, RESUME, file);
        this.stop();
      },
    });
    this.#engine = train((event) => this.#hear(event));
    this.ended = this.#follow();
  }

  /** Whether a rule of the clock ended it. */
  get isStoppedByClock(): boolean {
    return this.#lastChange?.what.kind === 'stop' && this.#lastChange.when?.kind === 'time';
  }

  get isEndWritten(): boolean {
    return this.#isEndWritten;
  }

  get active(): ActiveRun {
    return this.#active;
  }

  /** How the engine described this start of the run, and what it told at its end; null where it came not so far. */
  get told(): { started: Extract<RunEvent, { type: 'started' }>; finished: FinishedEvent } | null {
    return this.#started === null || this.#finished === null
      ? null
      : { started: this.#started, finished: this.#finished };
  }

  stop(): void {
    this.#engine.stop();
    if (this.#active.isStopping) return;
    const phase = this.#active.phase === null ? 'Stopping after this step' : 'Stopping';
    this.#show({ isStopping: true, phase });
  }

  /** Changes it from its next step on. @throws Problem where it does not train any more */
  steer(act: RunAct): Promise<void> {
    return this.#engine.steer(act);
  }

  /** Ends with the app: after the step in hand if that comes in time, else at once. */
  async close(withinMs: number): Promise<void> {
    this.#isClosing = true;
    this.stop();
    const timer = setTimeout(() => this.#engine.kill(), withinMs);
    await this.ended;
    clearTimeout(timer);
  }

  /** The row names the process that trains: where it goes without a word, every reader of the project sees that. */
  #markProcess(): void {
    const { pid } = this.#engine;
    if (this.#isMarked || pid === undefined) return;
    this.#isMarked = true;
    void this.parts.opened.store.runs.change(this.#record.id, { pid }).catch(() => undefined);
  }

  #hear(event: RunEvent): void {
    this.#markProcess();
    if (event.type === 'finished') {
      this.#finished = event;
      // Written when the engine has ended, since its words may not be the last.
      return;
    }
    this.#log.add(event);
    if (event.type === 'changed') this.#lastChange = event;
    if (event.type === 'preparing') this.#show({ phase: preparingPhase(event) });
    if (event.type === 'started') {
      this.#started = event;
      const { fromStep, totalSteps, estimate } = event;
      this.#show({ phase: null, step: fromStep, totalSteps, secondsLeft: estimate.secondsTotal });
    }
    if (event.type === 'step') {
      const { step, totalSteps, secondsLeft } = event;
      this.#show({ phase: null, step, totalSteps, secondsLeft });
    }
  }

  #show(change: Partial<ActiveRun>): void {
    const { isStopping, phase } = this.#active;
    this.#active = { ...this.#active, ...change };
    if (isStopping) this.#active.phase = phase;
    this.parts.onActive();
  }

  async #follow(): Promise<RunRecord> {
    const end = await this.#engine.ended;
    let record: RunRecord;
    try {
      record = await this.#settle(end);
    } catch (error) {
      // It cannot be written that the run ended; the next opening of the project will see that its process is gone.
      this.#isEndWritten = false;
      const problem = this.#trouble ?? windowProblem(error);
      const endedAt = new Date().toISOString();
      record = { ...this.#record, status: 'failed', reason: problem.message, problem: problem.toJSON(), endedAt };
    }
    await this.parts.opened.end().catch(() => undefined);
    return record;
  }

  async #settle(end: EngineEnd): Promise<RunRecord> {
    if (this.#trouble !== null) return this.#finish(this.#failedBy(this.#trouble));
    if (end.how === 'failed') return this.#finish(this.#failedBy(end.problem));
    if (this.#finished !== null) {
      const isInterrupted = this.#isClosing && this.#finished.status === 'stopped';
      if (!isInterrupted) return this.#finish(this.#finished);
      await this.#finish({ ...this.#finished, reason: CLOSED });
      return this.#interrupt({ reason: CLOSED });
    }
    if (this.#isClosing) return this.#interrupt({ reason: CLOSED });
    const problem = end.how === 'lost' ? end.problem : new Error('the engine ended a run without telling how');
    const { message, ...told } = windowProblem(problem).toJSON();
    return this.#interrupt({ reason: message, problem: { message, ...told } });
  }

  async #finish(event: FinishedEvent): Promise<RunRecord> {
    this.#log.add(event);
    const unwritten = await this.#log.flush();
    if (unwritten !== null) throw unwritten;
    return this.#record;
  }

  async #interrupt(why: { reason: string; problem?: ProblemData }): Promise<RunRecord> {
    await this.#log.flush();
    const { store } = this.parts.opened;
    const record = await store.runs.change(this.#record.id, { status: 'interrupted', ...why });
    this.parts.onStored(record, []);
    return record;
  }

  #failedBy(problem: Problem): FinishedEvent {
    const { id, metrics, best } = this.#record;
    return {
      type: 'finished',
      run: id,
      status: 'failed',
      reason: problem.message,
      problem: problem.toJSON(),
      step: this.#active.step,
      trainingLoss: metrics?.trainingLoss ?? null,
      validationLoss: metrics?.validationLoss ?? null,
      scores: metrics?.scores ?? null,
      bestStep: best?.step ?? null,
      seconds: (performance.now() - this.#startMs) / 1000,
      msPerStep: null,
      waitShare: null,
    };
  }
}
