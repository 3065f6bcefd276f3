import type {
  InspectAt,
  InspectedImage,
  InspectedLayer,
  InspectedSet,
  NetworkLayer,
  PaneLayer,
} from '../../shared/contract/inspect';
import type { RunId } from '../../shared/ids';
import { asProblem, Problem } from '../../shared/problem';
import { superseded } from '../superseded';
import { imageScores, type ScoredImage, scoredSet } from './score-pool';
import {
  type InspectParts,
  type InspectSubjects,
  isEngineGone,
  namesOf,
  type RunFacts,
  type WantedImage,
  type WantedNetwork,
} from './subjects';

/** What one window looks at through runs of its project: one image at a time, one set at a time; the newest wins. */
export class InspectDesk {
  #looked: { key: string; controller: AbortController } | null = null;
  #set: AbortController | null = null;

  constructor(
    private readonly parts: Pick<InspectParts, 'store' | 'engine' | 'thumbnailOf' | 'onSetProgress'>,
    private readonly subjects: InspectSubjects,
  ) {}

  /** @throws Problem `superseded` where another image or network is looked at meanwhile; what the engine says */
  layer(wanted: WantedImage, layer: PaneLayer): Promise<InspectedLayer> {
    return this.#look(wanted, async (signal) => {
      const { engine, store } = this.parts;
      const { subject } = await this.subjects.subject(wanted);
      switch (layer.kind) {
        case 'activation': {
          const { runFolder, checkpoint, image } = subject;
          return engine.call('inspectActivation', { runFolder, checkpoint, image, layer: layer.layer }, { signal });
        }
        case 'difference': {
          const { folder } = await store.runs.get(layer.run);
          const other = { runFolder: folder, checkpoint: 'best' as const };
          return this.subjects.withLabels(subject, (ready) =>
            engine.call('inspectDifference', { ...ready, other }, { signal }),
          );
        }
        default:
          return this.subjects.withLabels(subject, (ready) =>
            engine.call('inspectLayer', { ...ready, layer }, { signal }),
          );
      }
    });
  }

  /** What a run's network is made of. */
  async layers({ run, checkpoint }: WantedNetwork): Promise<NetworkLayer[]> {
    const { folder } = await this.parts.store.runs.get(run);
    return this.parts.engine.call('inspectLayers', { runFolder: folder, checkpoint });
  }

  at(wanted: WantedImage, x: number, y: number): Promise<InspectAt> {
    return this.#look(wanted, async (signal) => {
      const { subject } = await this.subjects.subject(wanted);
      return this.subjects.withLabels(subject, (ready) =>
        this.parts.engine.call('inspectAt', { ...ready, x, y }, { signal }),
      );
    });
  }

  image(wanted: WantedImage): Promise<InspectedImage> {
    return this.#look(wanted, async (signal) => {
      const { subject, record } = await this.subjects.subject(wanted);
      const { runFolder, checkpoint } = subject;
      const facts = await this.parts.engine.call('inspectRun', { runFolder, checkpoint }, { signal });
      const counts = await this.subjects.count(subject, record, facts, true, signal);
      const scores = imageScores(counts, namesOf(facts));
      return {
        channels: facts.channels,
        step: facts.step,
        scores: scores.validPixels === 0 ? null : scores,
        numbers: scores.validPixels === 0 ? null : counts.numbers,
        regions: counts.regions,
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
        const { subject, record } = await this.subjects.subject({ ...network, image: id });
        const counts = await this.subjects.count(subject, record, facts, false, signal);
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

function noImage(run: RunId): Problem {
  return new Problem('inspect-no-image', `${run} knows no image.`, 'Train a run on labelled images first.');
}
