import type { RunEstimateReply, RunRow, TrainingFacts } from '../../shared/contract/runs';
import type { RunConfig, ValidationChoice } from '../../shared/training/run-config';
import { estimatedClasses, runEstimate } from '../../shared/training/run-estimate';
import { type FactsProject, isLabelled, trainingFacts } from '../../shared/training/training-facts';
import type { EngineSupervisor } from '../engines/supervisor';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { ImageRecord } from '../store/records';
import { superseded } from '../superseded';
import type { ObjectSizes } from './object-sizes';
import type { RunKeeper } from './run-keeper';
import { runRow } from './run-row';
import type { Speeds } from './speeds';
import { splitImages } from './split-images';

export interface RunsStore {
  project: Pick<Remote<ProjectStore>['project'], 'read'>;
  classes: Pick<Remote<ProjectStore>['classes'], 'list'>;
  images: Pick<Remote<ProjectStore>['images'], 'list' | 'count'>;
}

/** All runs of a project, newest first, also those that another program trains. */
export async function runRows(
  store: { runs: Pick<Remote<ProjectStore>['runs'], 'list'> },
  keeper: Pick<RunKeeper, 'asEnded'>,
): Promise<RunRow[]> {
  const records = await store.runs.list();
  return Promise.all(records.map((record) => runRow(keeper.asEnded(record))));
}

/** What there is to train on; without an engine nothing is said for bfloat16. Objects are not measured for it. */
export async function windowFacts(
  store: RunsStore,
  engine: Pick<EngineSupervisor, 'call'>,
  sizes: Pick<ObjectSizes, 'known'>,
): Promise<TrainingFacts> {
  const [{ images, project }, device] = await Promise.all([
    readProject(store, { kind: 'project' }),
    engine.call('trainingDevice', null).catch(() => ({ hasBfloat16: false })),
  ]);
  const { missing, ...facts } = trainingFacts(images, project);
  const objectPx = sizes.known(images.filter(isLabelled), project);
  return { ...facts, objectPx, missing: missing.map((problem) => problem.toJSON()), ...device };
}

/** Measures the labelled objects; see {@link ObjectSizes.middle}. */
export async function windowObjectPx(store: RunsStore, sizes: Pick<ObjectSizes, 'middle'>): Promise<number | null> {
  const { images, project } = await readProject(store, { kind: 'project' });
  return sizes.middle(images.filter(isLabelled), project);
}

/** Estimates of one window: the newest only, an older one that is not answered yet is given up. */
export class WindowEstimates {
  #latest: AbortController | null = null;

  constructor(
    private readonly engine: Pick<EngineSupervisor, 'call' | 'state'>,
    private readonly speeds: Pick<Speeds, 'expected'>,
    /** Whether a run keeps the machine busy, so that a timing would mislead. */
    private readonly isTraining: () => boolean,
  ) {}

  /** @throws Problem `superseded` where a newer one was asked for */
  async of(store: RunsStore, config: RunConfig): Promise<RunEstimateReply> {
    this.#latest?.abort();
    const controller = new AbortController();
    this.#latest = controller;
    const { signal } = controller;
    try {
      const { images, project } = await readProject(store, config.validation);
      signal.throwIfAborted();
      const asked = { config, inputChannels: project.inputChannels, classCount: estimatedClasses(project) };
      const estimate = await this.engine.call('estimateRun', asked, { signal });
      const { state } = this.engine;
      const speed =
        state.status === 'ready' ? await this.speeds.expected(state.device, config, !this.isTraining()) : null;
      signal.throwIfAborted();
      return runEstimate(config, images, project, estimate, speed);
    } catch (error) {
      if (signal.aborted) throw superseded();
      throw error;
    }
  }
}

/** What a split of a project goes by, without the many images that are not painted. */
async function readProject(
  store: RunsStore,
  validation: ValidationChoice,
): Promise<{ images: ImageRecord[]; project: FactsProject }> {
  const [{ unpainted, inputChannels }, classes, images, imageCount] = await Promise.all([
    store.project.read(),
    store.classes.list(),
    splitImages(store.images, validation),
    store.images.count(),
  ]);
  return { images, project: { classes, unpainted, inputChannels, imageCount } };
}
