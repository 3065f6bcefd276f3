import type { StoredRunEvent } from '../../shared/contract/runs';
import type { RunId } from '../../shared/ids';
import type { Problem } from '../../shared/problem';
import { keptEvents } from '../../shared/training/kept-events';
import type { RunEvent } from '../../shared/training/run-events';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { RunRecord } from '../store/records';
import { windowProblem } from '../window-problem';

export interface EventLogParts {
  runs: Pick<Remote<ProjectStore>['runs'], 'record' | 'events'>;
  run: RunId;
  /** Of the last event that is stored already. */
  lastSeq: number;
  onStored(record: RunRecord, entries: readonly StoredRunEvent[]): void;
  /** Events can no longer be kept; told once. */
  onTrouble(problem: Problem): void;
}

/** Waiting cannot be expected to help. */
const LASTING = new Set(['disk-full', 'database-read-only', 'database-missing', 'database-damaged', 'store-lost']);
/** Of the others, such as a database that is busy; each comes after the store's own seconds of waiting. */
const MOST_FAILURES = 10;

/** Keeps a run's events in the project's database, in order; what could not be written goes with what comes next. */
export class EventLog {
  #pending: RunEvent[] = [];
  #turn: Promise<void> = Promise.resolve();
  #lastSeq: number;
  #failures = 0;
  #failure: Problem | null = null;
  #isInTrouble = false;
  readonly #isKept = keptEvents();

  constructor(private readonly parts: EventLogParts) {
    this.#lastSeq = parts.lastSeq;
  }

  add(event: RunEvent): void {
    if (!this.#isKept(event, performance.now())) return;
    this.#pending.push(event);
    this.#turn = this.#turn.then(() => this.#write());
  }

  /** Tries until what was added is written. Returns why it cannot be; null where all is. */
  async flush(): Promise<Problem | null> {
    do {
      this.#turn = this.#turn.then(() => this.#write());
      await this.#turn;
    } while (this.#pending.length > 0 && !this.#isInTrouble);
    return this.#pending.length === 0 ? null : this.#failure;
  }

  async #write(): Promise<void> {
    const { runs, run, onStored } = this.parts;
    const events = this.#pending;
    if (events.length === 0) return;
    this.#pending = [];
    let record: RunRecord;
    try {
      record = await runs.record(run, events);
      this.#failures = 0;
    } catch (error) {
      this.#pending = [...events, ...this.#pending];
      this.#failed(windowProblem(error));
      return;
    }
    const entries = await runs.events(run, this.#lastSeq).catch(() => []);
    this.#lastSeq = entries.at(-1)?.seq ?? this.#lastSeq;
    onStored(record, entries);
  }

  #failed(problem: Problem): void {
    this.#failures += 1;
    this.#failure = problem;
    if (this.#isInTrouble || (!LASTING.has(problem.code) && this.#failures < MOST_FAILURES)) return;
    this.#isInTrouble = true;
    this.parts.onTrouble(problem);
  }
}
