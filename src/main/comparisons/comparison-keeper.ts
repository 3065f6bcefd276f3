import type { ActiveComparison } from '../../shared/contract/comparisons';
import type { EventName, EventPayload } from '../../shared/contract/index';
import type { ComparisonId, RunId } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import type { ImageCounts } from '../../shared/training/compare/image-counts';
import { type ComparisonPlan, type PlannedRun, plannedRuns } from '../../shared/training/compare/plan';
import { openRuns, secondsLeft } from '../../shared/training/compare/progress';
import { unlikeOthers } from '../../shared/training/compare/unlike-others';
import { labelledTestImages, resolveSplit } from '../../shared/training/splits';
import type { OpenedStore } from '../projects/store-opener';
import type { RunProject } from '../runs/kept-run';
import type { RunKeeper, StartingProject } from '../runs/run-keeper';
import type { ComparisonRecord } from '../store/comparison-records';
import type { RunRecord } from '../store/records';
import { windowProblem } from '../window-problem';
import { comparisonRow } from './comparison-row';

export interface ComparisonKeeperParts {
  /** A store in mode `runs`, which does not depend on the window's and writes beside it. */
  openForRuns(folder: string): Promise<OpenedStore>;
  runs: Pick<RunKeeper, 'active' | 'trainMade' | 'stop'>;
  score(input: {
    runFolder: string;
    frozenFolder: string;
    scoredOn: ComparisonRecord['scoredOn'];
  }): Promise<ImageCounts[]>;
  tellProject<Name extends EventName>(folder: string, name: Name, payload: EventPayload<Name>): void;
  tellAll<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
}

interface Work {
  project: RunProject;
  opened: OpenedStore;
  record: ComparisonRecord;
  current: PlannedRun;
  startMs: number;
  isStopping: boolean;
}

const TELL_EVERY_MS = 1000;

/**
 * The comparison in progress, one at a time for the whole app: its runs one after another through the run keeper, each
 * scored by the interactive engine. It goes on when the window shows another project, and ends with the app.
 */
export class ComparisonKeeper {
  #work: Work | null = null;
  #isStarting = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(private readonly parts: ComparisonKeeperParts) {}

  get active(): ActiveComparison | null {
    if (this.#work === null) return null;
    const { project, record, current, isStopping } = this.#work;
    return {
      projectName: project.name,
      projectFolder: project.folder,
      comparison: record.id,
      done: record.runs.filter(({ scores }) => scores !== null).length,
      planned: plannedRuns(record.plan).length,
      configuration: record.plan.configurations[current.configuration].name,
      seed: current.seed,
      secondsLeft: this.#secondsLeft(this.#work),
      isStopping,
    };
  }

  /** @throws Problem of the plan or the split, `comparison-busy`, `run-busy` */
  async start({ facts, store }: StartingProject, plan: ComparisonPlan): Promise<ComparisonId> {
    return this.#begin(facts, async (own) => {
      const [images, classes] = await Promise.all([store.images.list(), store.classes.list()]);
      const split = resolveSplit(images, plan.configurations[0].config.validation, plan.seeds[0], classes);
      return own.comparisons.create(plan, { ...split, test: labelledTestImages(images) });
    });
  }

  /** @throws Problem `comparison-busy`, `comparison-in-progress`, `run-busy` */
  async resume(project: RunProject, id: ComparisonId): Promise<void> {
    await this.#begin(project, (own) => own.comparisons.take(id, process.pid));
  }

  /** The run in hand ends after its step; the comparison can be resumed. */
  stop(): void {
    if (this.#work === null) return;
    this.#work.isStopping = true;
    this.#stopRun(this.#work);
    this.#tell();
  }

  /** With the app, before its runs are closed. */
  async close(): Promise<void> {
    if (this.#work !== null) this.#work.isStopping = true;
    await this.#ended;
  }

  async #begin(
    project: RunProject,
    make: (store: OpenedStore['store']) => Promise<ComparisonRecord>,
  ): Promise<ComparisonId> {
    if (this.#isStarting || this.#work !== null || this.parts.runs.active.length > 0) throw busy();
    this.#isStarting = true;
    try {
      const opened = await this.parts.openForRuns(project.folder);
      try {
        const record = await make(opened.store);
        const [first] = openRuns(record.plan, record.runs);
        if (first === undefined) {
          await opened.store.comparisons.release(record.id);
          throw allDone(record.id);
        }
        const work = { project, opened, record, current: first, startMs: performance.now(), isStopping: false };
        this.#work = work;
        this.#ended = this.#follow(work);
        return record.id;
      } catch (error) {
        await opened.end().catch(() => undefined);
        throw error;
      }
    } finally {
      this.#isStarting = false;
    }
  }

  async #follow(work: Work): Promise<void> {
    const timer = setInterval(() => this.#tell(), TELL_EVERY_MS);
    const { id, plan } = work.record;
    const { comparisons } = work.opened.store;
    try {
      for (const planned of openRuns(plan, work.record.runs)) {
        if (work.isStopping) break;
        work.current = planned;
        work.startMs = performance.now();
        this.#changed(work);
        try {
          const scores = await this.#trainAndScore(work, planned);
          if (scores === null) break;
          const seconds = (performance.now() - work.startMs) / 1000;
          work.record = await comparisons.end(id, planned, { scores, seconds });
        } catch (error) {
          const problem = windowProblem(error);
          // A run that the person started in between goes first; the comparison can be resumed after it.
          if (problem.code === 'run-busy') break;
          work.record = await comparisons.end(id, planned, { problem: problem.toJSON() });
        }
      }
      await comparisons.release(id);
      work.record = await comparisons.get(id);
      await comparisons.writeReport(id);
    } catch (error) {
      console.error('a comparison ended', error);
    } finally {
      clearInterval(timer);
      await work.opened.end().catch(() => undefined);
      this.#work = null;
      this.parts.tellProject(work.project.folder, 'comparisons.changed', {
        ...comparisonRow(work.record, work.project.name),
        isRunning: false,
      });
      this.#tell();
    }
  }

  /** Null where it was stopped. */
  async #trainAndScore(work: Work, planned: PlannedRun): Promise<ImageCounts[] | null> {
    const { store } = work.opened;
    const { record } = work;
    const before = await this.#usableRun(work, planned);
    const run =
      before?.status === 'finished'
        ? before
        : await this.parts.runs.trainMade(work.project, async () => {
            if (before !== null) return { record: await store.runs.take(before.id, process.pid), resume: true };
            return { record: await store.comparisons.startRun(record.id, planned), resume: false };
          });
    if (run.status === 'stopped' || work.isStopping) return null;
    if (run.status !== 'finished') throw endedEarly(run);
    const problem = await this.#unlike(work, run.id);
    if (problem !== null) throw problem;
    const { folder: runFolder } = run;
    return this.parts.score({ runFolder, frozenFolder: record.folder, scoredOn: record.scoredOn });
  }

  /** The run of an earlier attempt that can be gone on with, or scored; null where it has to be trained anew. */
  async #usableRun(work: Work, { configuration, seed }: PlannedRun): Promise<RunRecord | null> {
    const earlier = work.record.runs.find((run) => run.configuration === configuration && run.seed === seed);
    if (!earlier?.run) return null;
    const run = await work.opened.store.runs.get(earlier.run);
    return run.status === 'failed' || (await this.#unlike(work, run.id)) !== null ? null : run;
  }

  /** Why a run is no fair one: it went on without an image which others had. */
  async #unlike({ opened }: Work, run: RunId): Promise<Problem | null> {
    const events = await opened.store.runs.events(run);
    return events.map(({ event }) => unlikeOthers(event)).find((problem) => problem !== null) ?? null;
  }

  #stopRun({ project }: Work): void {
    const [run] = this.parts.runs.active;
    if (run?.projectFolder === project.folder)
      this.parts.runs.stop({ id: project.id, folder: project.folder }, run.run);
  }

  #secondsLeft({ record, current, startMs }: Work): number | null {
    const open = openRuns(record.plan, record.runs);
    const at = open.findIndex((run) => run.configuration === current.configuration && run.seed === current.seed);
    const left = this.parts.runs.active[0]?.secondsLeft ?? null;
    const hand = left === null ? null : { secondsSoFar: (performance.now() - startMs) / 1000, secondsLeft: left };
    return secondsLeft(record.runs, hand, open.slice(hand === null ? at : at + 1));
  }

  #changed({ project, record }: Work): void {
    this.parts.tellProject(project.folder, 'comparisons.changed', comparisonRow(record, project.name));
    this.#tell();
  }

  #tell(): void {
    this.parts.tellAll('comparisons.activeChanged', this.active);
  }
}

function busy(): Problem {
  return new Problem(
    'comparison-busy',
    'A run or a comparison is in progress, and one at a time can be.',
    'Wait until it has ended, or stop it: it can be resumed afterwards.',
  );
}

function allDone(id: ComparisonId): Problem {
  return new Problem('comparison-finished', `All runs of ${id} are done.`, 'Start a new comparison.');
}

function endedEarly({ id, problem, reason }: RunRecord): Problem {
  if (problem !== null) return Problem.fromData(problem);
  return new Problem('comparison-run-ended', `${id} ended early: ${reason ?? 'for an unknown reason'}`, 'Resume it.');
}
