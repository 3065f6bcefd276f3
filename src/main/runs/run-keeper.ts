import type { EventName, EventPayload } from '../../shared/contract/index';
import type { ActiveRun, RunRow } from '../../shared/contract/runs';
import type { ProjectId, RunId } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import type { RunConfig } from '../../shared/training/run-config';
import type { RunEvent } from '../../shared/training/run-events';
import { resolveSplit } from '../../shared/training/splits';
import type { EngineProcess } from '../engines/engine-process';
import type { OpenedStore } from '../projects/store-opener';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { RunChange, RunRecord } from '../store/records';
import { windowProblem } from '../window-problem';
import { KeptRun, type RunProject } from './kept-run';
import { runRow } from './run-row';
import { splitImages } from './split-images';
import { trainInEngine } from './train-in-engine';

export interface RunKeeperParts {
  /** A store in mode `runs`, which does not depend on the window's and writes beside it. */
  openForRuns(folder: string): Promise<OpenedStore>;
  startEngine(): EngineProcess;
  cacheFolder: string;
  vendorFolder: string;
  /** To the windows that show the project. */
  tellProject<Name extends EventName>(folder: string, name: Name, payload: EventPayload<Name>): void;
  tellAll<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
  /** A run ended by its own, and said how quickly it went. */
  onTrained(run: TrainedFacts): void;
}

export interface TrainedFacts {
  config: RunConfig;
  started: Extract<RunEvent, { type: 'started' }>;
  finished: Extract<RunEvent, { type: 'finished' }>;
}

/** What a run is started in: the window's project. */
export interface StartingProject {
  facts: RunProject;
  store: Pick<Remote<ProjectStore>, 'images' | 'classes' | 'runs'>;
}

const TELL_ACTIVE_EVERY_MS = 250;
const CLOSE_WITHIN_MS = 5000;

/**
 * The training run in progress, one at a time for the whole app. It lives in an engine and with a store of its own, so
 * it goes on when the window closes the project or opens another, and ends with the app.
 */
export class RunKeeper {
  #run: KeptRun | null = null;
  /** A run is being made; its engine does not run yet. */
  #isStarting = false;
  #isClosed = false;
  /** Runs as they ended where that could not be written, by the folder of the run. */
  readonly #unwritten = new Map<string, RunRecord>();
  #activeTimer: NodeJS.Timeout | null = null;
  /** Until the end of the last run has been told. */
  #ending: Promise<void> = Promise.resolve();
  /** Rows are told in the order in which they were stored. */
  #telling: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: RunKeeperParts) {}

  /** Runs in progress in all projects. */
  get active(): ActiveRun[] {
    return this.#run === null ? [] : [this.#run.active];
  }

  /** A run as its project has it, or as it ended where the project could not be told. */
  asEnded(record: RunRecord): RunRecord {
    return this.#unwritten.get(record.folder) ?? record;
  }

  /** @throws Problem of the split, `run-busy`, or of the store */
  async start({ facts, store }: StartingProject, config: RunConfig): Promise<RunId> {
    return this.#inTurn(async () => {
      const [images, classes] = await Promise.all([splitImages(store.images, config.validation), store.classes.list()]);
      const { training, validation } = resolveSplit(images, config.validation, config.seed, classes);
      const record = await store.runs.create(config, { training, validation });
      await this.#begin(facts, record, false).catch(async (error: unknown) => {
        const problem = windowProblem(error);
        const failed = { status: 'failed', reason: problem.message, problem: problem.toJSON() } as const;
        await this.#stored(facts, await store.runs.change(record.id, failed));
        throw problem;
      });
      return record.id;
    });
  }

  /** @throws Problem `run-busy`, `run-finished`, `run-in-progress` */
  async resume({ facts, store }: StartingProject, id: RunId): Promise<void> {
    await this.#inTurn(async () => {
      const before = this.asEnded(await store.runs.get(id));
      if (this.#unwritten.has(before.folder)) await store.runs.change(id, endOf(before));
      const record = await store.runs.take(id, process.pid);
      await this.#begin(facts, record, true).catch(async (error: unknown) => {
        await store.runs.change(id, endOf(before));
        throw error;
      });
    });
  }

  /**
   * Trains a run that belongs to something larger, which tells of its end itself; gives the run as it ended.
   * @throws Problem `run-busy`, or what `make` says
   */
  async trainMade(facts: RunProject, make: () => Promise<{ record: RunRecord; resume: boolean }>): Promise<RunRecord> {
    const { run } = await this.#inTurn(async () => {
      const { record, resume } = await make();
      return { run: await this.#begin(facts, record, resume, true) };
    });
    const ended = await run.ended;
    await this.#ending;
    return ended;
  }

  /** Stops a run after the step in hand. @throws Problem `run-not-here` where this app does not train it */
  stop({ id: project, folder }: { id: ProjectId; folder?: string }, id: RunId): void {
    const active = this.#run?.active;
    const isIt = active?.project === project && active.run === id;
    // A copy of a project's folder has the id of the first.
    if (!isIt || (folder !== undefined && folder !== active.projectFolder)) {
      throw new Problem(
        'run-not-here',
        `${runName(id)} of this project is not being trained by this program.`,
        'Where the command line trains it, stop it there with Ctrl+C.',
      );
    }
    this.#run?.stop();
  }

  /** With the app: the run ends after its step if that comes in time, is interrupted and can be resumed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#run?.close(CLOSE_WITHIN_MS);
    await this.#ending;
    if (this.#activeTimer !== null) clearTimeout(this.#activeTimer);
  }

  async #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const { active } = this;
    if (this.#isStarting || active[0] !== undefined) throw busy(active[0]);
    this.#isStarting = true;
    try {
      return await act();
    } finally {
      this.#isStarting = false;
    }
  }

  async #begin(project: RunProject, record: RunRecord, resume: boolean, isPart = false): Promise<KeptRun> {
    const opened = await this.parts.openForRuns(project.folder);
    try {
      const earlier = resume ? await opened.store.runs.events(record.id) : [];
      if (this.#isClosed) throw new Problem('app-closing', 'Maskwright is being closed.', 'Start it again.');
      const { cacheFolder, vendorFolder } = this.parts;
      const input = { runFolder: record.folder, cacheFolder, vendorFolder, resume };
      const run = new KeptRun({
        project,
        record,
        opened,
        lastSeq: earlier.at(-1)?.seq ?? 0,
        train: (onEvent) => trainInEngine(this.parts.startEngine(), input, onEvent),
        onActive: () => this.#tellActiveSoon(),
        onStored: (stored, entries) => {
          for (const entry of entries) {
            this.parts.tellProject(project.folder, 'runs.eventAdded', { run: stored.id, entry });
          }
          void this.#stored(project, stored);
        },
      });
      this.#run = run;
      this.#unwritten.delete(record.folder);
      void this.#stored(project, record);
      this.#tellActive();
      this.#ending = run.ended.then((ended) => this.#ended(project, run, ended, isPart));
      return run;
    } catch (error) {
      await opened.end().catch(() => undefined);
      throw error;
    }
  }

  async #ended(project: RunProject, run: KeptRun, record: RunRecord, isPart: boolean): Promise<void> {
    this.#run = null;
    if (!run.isEndWritten) this.#unwritten.set(record.folder, record);
    this.#tellActive();
    const row = await this.#stored(project, record);
    const where = { project: project.id, projectName: project.name, projectFolder: project.folder };
    if (!isPart) this.parts.tellAll('runs.ended', { ...where, run: row });
    // What keeps it is about to end as well.
    if (run.told !== null && !this.#isClosed) this.parts.onTrained({ config: record.config, ...run.told });
  }

  #stored(project: RunProject, record: RunRecord): Promise<RunRow> {
    const told = this.#telling.then(async () => {
      const row = await runRow(record);
      this.parts.tellProject(project.folder, 'runs.changed', row);
      return row;
    });
    this.#telling = told;
    return told;
  }

  #tellActiveSoon(): void {
    this.#activeTimer ??= setTimeout(() => this.#tellActive(), TELL_ACTIVE_EVERY_MS);
  }

  #tellActive(): void {
    if (this.#activeTimer !== null) clearTimeout(this.#activeTimer);
    this.#activeTimer = null;
    this.parts.tellAll('runs.activeChanged', this.active);
  }
}

function endOf({ status, reason, problem }: RunRecord): RunChange {
  return { status, ...(reason === null ? {} : { reason }), ...(problem === null ? {} : { problem }) };
}

/** `Run 7` */
function runName(id: RunId): string {
  return `Run ${Number(id.replace('run-', ''))}`;
}

function busy(active: ActiveRun | undefined): Problem {
  return new Problem(
    'run-busy',
    active === undefined
      ? 'Another run is just being started.'
      : `${runName(active.run)} of ${active.projectName} is being trained, and one run at a time can be.`,
    'Wait until it has ended, or stop it: it can be resumed afterwards.',
  );
}
