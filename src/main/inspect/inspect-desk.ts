import { BoundedCache } from '../../shared/bounded-cache';
import type { InspectSubject } from '../../shared/contract/engine-inspect';
import type { EngineOutput } from '../../shared/contract/engine-protocol';
import type {
  InspectAt,
  InspectedImage,
  InspectedLayer,
  InspectedSet,
  InspectLayer,
} from '../../shared/contract/inspect';
import type { ImageId, RunId } from '../../shared/ids';
import { contentKey, partFields } from '../../shared/images/image-part';
import { asProblem, Problem } from '../../shared/problem';
import type { EngineSupervisor } from '../engines/supervisor';
import { askWithLabels } from '../labels/labels-now';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { ImageRecord } from '../store/records';
import { superseded } from '../superseded';
import { type ImageCounts, imageScores, type ScoredImage, scoredSet } from './score-pool';

/** A run's network, by one of its checkpoints. */
export interface WantedNetwork {
  run: RunId;
  checkpoint: 'best' | 'last';
}

export interface WantedImage extends WantedNetwork {
  image: ImageId;
}

export interface InspectDeskParts {
  store: {
    images: Pick<Remote<ProjectStore>['images'], 'get'>;
    labels: Pick<Remote<ProjectStore>['labels'], 'open' | 'tilesNow'>;
    runs: Pick<Remote<ProjectStore>['runs'], 'get'>;
  };
  engine: Pick<EngineSupervisor, 'call'>;
  /** Below which importance maps are kept. */
  cacheFolder: string;
  /** Address of an image's small picture. */
  thumbnailOf(record: ImageRecord): string;
  onSetProgress(progress: { run: RunId; done: number; total: number }): void;
}

type RunFacts = EngineOutput<'inspectRun'>;

/** For counts that are remembered, so that a set is only scored where something changed: 1 KB an image of few classes. */
const REMEMBERED_BYTES = 32 * 2 ** 20;
/** Of the object around an image's counts, about. */
const ENTRY_BYTES = 1000;

/** What one window looks at through runs of its project: one image at a time, one set at a time; the newest wins. */
export class InspectDesk {
  #looked: { key: string; controller: AbortController } | null = null;
  #set: AbortController | null = null;
  /** By everything they depend on. */
  readonly #counts = new BoundedCache<ImageCounts>(REMEMBERED_BYTES);

  constructor(private readonly parts: InspectDeskParts) {}

  /** @throws Problem `superseded` where another image or network is looked at meanwhile; what the engine says */
  layer(wanted: WantedImage, layer: InspectLayer): Promise<InspectedLayer> {
    return this.#look(wanted, async (signal) => {
      const { subject } = await this.#subject(wanted);
      return this.#withLabels(subject, (ready) =>
        this.parts.engine.call('inspectLayer', { ...ready, layer }, { signal }),
      );
    });
  }

  at(wanted: WantedImage, x: number, y: number): Promise<InspectAt> {
    return this.#look(wanted, async (signal) => {
      const { subject } = await this.#subject(wanted);
      return this.#withLabels(subject, (ready) => this.parts.engine.call('inspectAt', { ...ready, x, y }, { signal }));
    });
  }

  image(wanted: WantedImage): Promise<InspectedImage> {
    return this.#look(wanted, async (signal) => {
      const { subject, record } = await this.#subject(wanted);
      const { runFolder, checkpoint } = subject;
      const facts = await this.parts.engine.call('inspectRun', { runFolder, checkpoint }, { signal });
      const counts = await this.#count(subject, record, facts, true, signal);
      const scores = imageScores(counts, namesOf(facts));
      return {
        channels: facts.channels,
        step: facts.step,
        scores: scores.validPixels === 0 ? null : scores,
        use: facts.images.find(({ id }) => id === wanted.image)?.split ?? 'none',
        notices: [...facts.notices, ...counts.notices],
      };
    });
  }

  /**
   * Scores the run's validation images with their labels of now, or its training images where it has no other.
   * @throws Problem `superseded` where another set is scored meanwhile, `inspect-cancelled`, `inspect-no-image`
   */
  async set({ run, checkpoint }: WantedNetwork): Promise<InspectedSet> {
    this.#set?.abort(superseded());
    const controller = new AbortController();
    this.#set = controller;
    const { signal } = controller;
    try {
      const { folder } = await this.parts.store.runs.get(run);
      const facts = await this.parts.engine.call('inspectRun', { runFolder: folder, checkpoint }, { signal });
      const validation = facts.images.filter(({ split }) => split === 'validation');
      const images = validation.length > 0 ? validation : facts.images;
      const { scored, problems, notices } = await this.#scoreAll({ run, checkpoint }, facts, images, signal);
      if (scored.length === 0) throw problems[0] ?? noImage(run);
      const isTraining = validation.length === 0;
      return {
        step: facts.step,
        ...scoredSet(scored, namesOf(facts)),
        notices: [
          ...facts.notices,
          ...(isTraining ? ['The run has no validation image: these are the images that it was trained on.'] : []),
          ...problems.map(({ message }) => `Left out: ${message}`),
          ...notices,
        ],
      };
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      if (this.#set === controller) this.#set = null;
    }
  }

  cancelSet(): void {
    this.#set?.abort(new Problem('inspect-cancelled', 'Scoring was stopped.', 'Nothing needs to be done.'));
  }

  async #scoreAll(
    network: WantedNetwork,
    facts: RunFacts,
    images: RunFacts['images'],
    signal: AbortSignal,
  ): Promise<{ scored: ScoredImage[]; problems: Problem[]; notices: string[] }> {
    const scored: ScoredImage[] = [];
    const problems: Problem[] = [];
    let changed = 0;
    const total = images.length;
    for (const [done, { id }] of images.entries()) {
      signal.throwIfAborted();
      this.parts.onSetProgress({ run: network.run, done, total });
      try {
        const { subject, record } = await this.#subject({ ...network, image: id });
        const counts = await this.#count(subject, record, facts, false, signal);
        scored.push({ id, name: record.name, thumbnail: this.parts.thumbnailOf(record), counts });
        if (counts.notices.length > 0) changed++;
      } catch (error) {
        if (signal.aborted || isEngineGone(error)) throw error;
        problems.push(asProblem(error));
      }
    }
    this.parts.onSetProgress({ run: network.run, done: total, total });
    const notices =
      changed > 0
        ? [
            `The labels of ${changed} ${changed === 1 ? 'image' : 'images'} changed since the run; they are compared with their labels of now.`,
          ]
        : [];
    return { scored, problems, notices };
  }

  async #count(
    subject: InspectSubject,
    record: ImageRecord,
    { stamp }: RunFacts,
    keepsProbabilities: boolean,
    signal: AbortSignal,
  ): Promise<ImageCounts> {
    const key = [stamp, subject.image.id, contentKey(record), record.labelRevision].join('|');
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const counts = await this.#withLabels(subject, (ready) =>
      this.parts.engine.call('inspectScore', { ...ready, keepsProbabilities }, { signal }),
    );
    this.#counts.set(key, counts, ENTRY_BYTES + 8 * (counts.confusion.length + 3 * counts.boundaries.labels.length));
    return counts;
  }

  async #subject({ run, checkpoint, image }: WantedImage): Promise<{ subject: InspectSubject; record: ImageRecord }> {
    const [record, { folder }] = await Promise.all([
      this.parts.store.images.get(image),
      this.parts.store.runs.get(run),
    ]);
    const { id, name, path, sha256, width, height, labelRevision } = record;
    const subject = {
      runFolder: folder,
      checkpoint,
      image: { id, name, path, sha256, width, height, ...partFields(record) },
      labelRevision,
      labels: null,
      cacheFolder: this.parts.cacheFolder,
    };
    return { subject, record };
  }

  #withLabels<Answer>(
    subject: InspectSubject,
    ask: (subject: InspectSubject) => Promise<Answer | 'labels-needed'>,
  ): Promise<Answer> {
    return askWithLabels(this.parts.store.labels, subject.image.id, (sent) =>
      ask(sent === null ? subject : { ...subject, labelRevision: sent.labelRevision, labels: sent.tiles }),
    );
  }

  /** Work on another image or network is given up, for nobody looks at it any more. */
  async #look<Answer>(wanted: WantedImage, work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    const key = [wanted.run, wanted.checkpoint, wanted.image].join('|');
    if (this.#looked?.key !== key) {
      this.#looked?.controller.abort(superseded());
      this.#looked = { key, controller: new AbortController() };
    }
    const { signal } = this.#looked.controller;
    try {
      return await work(signal);
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    }
  }
}

function namesOf({ channels }: RunFacts): string[] {
  return channels.map(({ name }) => name);
}

/** Of a lost engine every further image would say the same. */
function isEngineGone(error: unknown): boolean {
  return error instanceof Problem && (error.code === 'engine-lost' || error.code === 'engine-not-starting');
}

function noImage(run: RunId): Problem {
  return new Problem('inspect-no-image', `${run} knows no image.`, 'Train a run on labelled images first.');
}
