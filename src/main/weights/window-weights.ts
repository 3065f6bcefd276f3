import { join } from 'node:path';
import type { EngineMap, MapSubject } from '../../shared/contract/engine-weights';
import type { SmallMap, WeightAt, WeightFormat, WeightPreviewReply } from '../../shared/contract/weights';
import type { ImageId } from '../../shared/ids';
import { partFields } from '../../shared/images/image-part';
import { asProblem, type ProblemData } from '../../shared/problem';
import { misfitOf, type TrainingSetChoice } from '../../shared/training/training-set';
import { mapFileName } from '../../shared/weighting/map-files';
import type { Weighting } from '../../shared/weighting/schema';
import { readsPainted } from '../../shared/weighting/words';
import type { EngineSupervisor } from '../engines/supervisor';
import { askWithLabels, labelsNow } from '../labels/labels-now';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import { superseded } from '../superseded';
import { type ContextStore, type TrainingContext, TrainingContexts } from './training-context';

export interface WantedMap {
  image: ImageId;
  weighting: Weighting;
  /** Whether borders may come at a part of the resolution. */
  isQuick?: boolean;
}

export interface WindowWeightsParts {
  store: ContextStore & {
    images: Pick<Remote<ProjectStore>['images'], 'get'>;
    labels: Pick<Remote<ProjectStore>['labels'], 'open' | 'tilesNow'>;
    importance: Pick<Remote<ProjectStore>['labels'], 'open' | 'tilesNow'>;
  };
  engine: Pick<EngineSupervisor, 'call'>;
  /** Validation and seed of the run that would be started now. */
  choice(): Promise<TrainingSetChoice>;
  /** Where maps of pretrained features are kept. */
  cacheFolder: string;
}

/** A wish with all that the engine needs for it. */
interface Gathered {
  wanted: WantedMap;
  subject: MapSubject;
  context: TrainingContext;
}

/** The weight maps that one window shows of its open project: one at a time, the newest wish counts. */
export class WindowWeights {
  readonly #contexts: TrainingContexts;
  #newest: AbortController | null = null;
  /** Of the last map, so that its values are asked for without looking at the project again. */
  #inHand: Gathered | null = null;

  constructor(private readonly parts: WindowWeightsParts) {
    this.#contexts = new TrainingContexts(parts.store, parts.engine, parts.choice);
  }

  /**
   * The map that a run started now would train with.
   *
   * @throws Problem `superseded` where a newer one was wanted meanwhile; `image-missing`, `image-replaced`,
   *   `image-channels-differ`, `image-depth-differs`, `features-missing`, `engine-lost`
   */
  async preview(wanted: WantedMap): Promise<WeightPreviewReply> {
    this.#newest?.abort();
    const controller = new AbortController();
    this.#newest = controller;
    const { signal } = controller;
    try {
      const gathered = await this.#gather(wanted);
      signal.throwIfAborted();
      const { engine } = this.parts;
      const map = await this.#withLabels(gathered, (subject) => engine.call('weightMap', subject, { signal }));
      signal.throwIfAborted();
      this.#inHand = gathered;
      return { ...map, perClass: namedClasses(map.perClass, gathered.context) };
    } catch (error) {
      throw signal.aborted ? superseded() : error;
    }
  }

  /** @throws Problem as `preview`, and `pixel-outside` */
  async at(wanted: WantedMap, x: number, y: number): Promise<WeightAt> {
    const gathered = isSame(this.#inHand?.wanted, wanted) ? this.#inHand : null;
    return this.#withLabels(gathered ?? (await this.#gather(wanted)), (subject) =>
      this.parts.engine.call('weightAt', { ...subject, x, y }),
    );
  }

  /** A small map for a contact sheet; other maps of the window go on. @throws Problem as `preview` */
  async small(wanted: WantedMap, pixels: number): Promise<SmallMap> {
    const gathered = await this.#gather(wanted);
    return this.#withLabels(gathered, (subject) => this.parts.engine.call('weightSmall', { ...subject, pixels }));
  }

  /** Writes maps into a folder, one after another; what cannot be written is told, and the others go on. */
  async save(
    images: readonly ImageId[],
    weighting: Weighting,
    format: WeightFormat,
    folder: string,
  ): Promise<{ files: string[]; failed: { name: string; problem: ProblemData }[] }> {
    const { store, engine } = this.parts;
    const all = await store.images.list();
    const files: string[] = [];
    const failed: { name: string; problem: ProblemData }[] = [];
    for (const id of images) {
      const image = all.find((record) => record.id === id) ?? (await store.images.get(id));
      try {
        const to = join(folder, mapFileName(image, all, format));
        const gathered = await this.#gather({ image: id, weighting });
        await this.#withLabels(gathered, (subject) => engine.call('weightSave', { ...subject, format, to }));
        files.push(to);
      } catch (error) {
        failed.push({ name: image.name, problem: asProblem(error).toJSON() });
      }
    }
    return { files, failed };
  }

  async #gather(wanted: WantedMap): Promise<Gathered> {
    const image = await this.parts.store.images.get(wanted.image);
    const context = await this.#contexts.of(image);
    const misfit = misfitOf(image, context, context.project.inputChannels);
    if (misfit !== null) throw misfit;
    const { name, path, sha256, width, height } = image;
    const { channels, counts, project, range } = context;
    const classIds = channels.map(({ id }) => id);
    const subject: MapSubject = {
      path,
      name,
      sha256,
      width,
      height,
      ...partFields(image),
      // Without a range the image cannot be read, which the engine says of it.
      range: range ?? { lo: [0], hi: [1] },
      inputChannels: project.inputChannels,
      trainingCounts: counts,
      labels: {
        key: labelsKey(context, image.id, image.labelRevision),
        classIds,
        names: channels.map(({ name }) => name),
        tiles: null,
      },
      painted: readsPainted(wanted.weighting)
        ? { key: importanceKey(project.folder, image.id, image.importanceRevision), tiles: null }
        : null,
      runsFolder: join(project.folder, 'runs'),
      isQuick: wanted.isQuick ?? false,
      weighting: wanted.weighting,
      cacheFolder: this.parts.cacheFolder,
    };
    return { wanted, subject, context };
  }

  #withLabels<Answer>(
    { wanted, subject, context }: Gathered,
    ask: (subject: MapSubject) => Promise<Answer | 'labels-needed'>,
  ): Promise<Answer> {
    const { store } = this.parts;
    return askWithLabels(store.labels, wanted.image, async (sent) => {
      if (sent === null) return ask(subject);
      const key = labelsKey(context, wanted.image, sent.labelRevision);
      const labels = { ...subject.labels, key, tiles: sent.tiles };
      if (subject.painted === null) return ask({ ...subject, labels });
      const now = await labelsNow(store.importance, wanted.image);
      const painted = { key: importanceKey(context.project.folder, wanted.image, now.labelRevision), tiles: now.tiles };
      return ask({ ...subject, labels, painted });
    });
  }
}

function importanceKey(folder: string, image: ImageId, revision: number): string {
  return [folder, image, 'importance', revision].join(':');
}

function labelsKey({ channels, project }: TrainingContext, image: ImageId, revision: number): string {
  // The folder too: a copy of a project has the ids of the first.
  return [project.folder, image, revision, ...channels.map(({ id }) => id)].join(':');
}

function isSame(a: WantedMap | undefined, b: WantedMap): boolean {
  return a !== undefined && a.image === b.image && JSON.stringify(a.weighting) === JSON.stringify(b.weighting);
}

function namedClasses(perClass: EngineMap['perClass'], { channels }: TrainingContext): WeightPreviewReply['perClass'] {
  if (perClass.every(({ pixels }) => pixels === 0)) return [];
  return perClass.map((figures, channel) => {
    const { name, color } = channels[channel];
    return { name, color, ...figures };
  });
}
