import { partFields } from '../../shared/images/image-part';
import {
  type FoundRange,
  settledTrainingSet,
  type TrainingSet,
  type TrainingSetChoice,
} from '../../shared/training/training-set';
import type { EngineSupervisor } from '../engines/supervisor';
import { splitImages } from '../runs/split-images';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { ImageRecord, ProjectRecord } from '../store/records';

/** What every weight map of a project depends on beside its image: as a run started now would find it. */
export interface TrainingContext extends TrainingSet<ImageRecord> {
  project: ProjectRecord;
  /** Input range of the training images; null where the only one is the stand-in and cannot be read. */
  range: FoundRange['range'];
}

/** What is read of a project. */
export interface ContextStore {
  project: Pick<Remote<ProjectStore>['project'], 'read' | 'version'>;
  classes: Pick<Remote<ProjectStore>['classes'], 'list'>;
  images: Pick<Remote<ProjectStore>['images'], 'list'>;
}

/**
 * Finds a project's training context from rows alone, and anew after every change of the project: with thousands of
 * painted images that takes longer than a map. The input range, for which deep images have to be read, is kept as long
 * as the images are the same.
 */
export class TrainingContexts {
  #known: { key: string; found: Promise<TrainingContext> } | null = null;
  #range: { key: string; found: Promise<FoundRange> } | null = null;

  /** @param choice validation and seed of the run that would be started */
  constructor(
    private readonly store: ContextStore,
    private readonly engine: Pick<EngineSupervisor, 'call'>,
    private readonly choice: () => Promise<TrainingSetChoice>,
  ) {}

  /** @param standIn taken as the only training image where nothing is labelled yet */
  async of(standIn: ImageRecord): Promise<TrainingContext> {
    const [choice, version] = await Promise.all([this.choice(), this.store.project.version()]);
    const key = JSON.stringify([version, choice.validation, choice.seed, standIn.id]);
    if (this.#known?.key === key) return this.#known.found;
    const found = this.#find(standIn, choice);
    const known = { key, found };
    this.#known = known;
    found.catch(() => {
      if (this.#known === known) this.#known = null;
    });
    return found;
  }

  async #find(standIn: ImageRecord, choice: TrainingSetChoice): Promise<TrainingContext> {
    const [project, classes, images] = await Promise.all([
      this.store.project.read(),
      this.store.classes.list(),
      splitImages(this.store.images, choice.validation),
    ]);
    const set = await settledTrainingSet(images, { classes, ...project }, standIn, choice, (trained) =>
      this.#rangeOf(trained, project.inputChannels),
    );
    return { ...set, project };
  }

  #rangeOf(images: readonly ImageRecord[], inputChannels: number): Promise<FoundRange> {
    const asked = images.map((image) => {
      const { path, sha256, channels, depth, file } = image;
      return { path, sha256, channels, depth, isSuspect: file !== 'present', ...partFields(image) };
    });
    const key = JSON.stringify([inputChannels, asked]);
    if (this.#range?.key === key) return this.#range.found;
    const found = this.engine.call('inputRange', { images: asked, inputChannels });
    this.#range = { key, found };
    // What failed with a lost engine may work with the next one.
    found.catch(() => {
      if (this.#range?.key === key) this.#range = null;
    });
    return found;
  }
}
