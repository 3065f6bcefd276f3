import { BoundedCache } from '../../shared/bounded-cache';
import type { InspectSubject } from '../../shared/contract/engine-inspect';
import type { EngineOutput } from '../../shared/contract/engine-protocol';
import type { ImageId, RunId } from '../../shared/ids';
import { contentKey, partFields } from '../../shared/images/image-part';
import { Problem } from '../../shared/problem';
import type { EngineSupervisor } from '../engines/supervisor';
import { askWithLabels } from '../labels/labels-now';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { ImageRecord } from '../store/records';
import type { ImageCounts } from './score-pool';

/** A run's network, by one of its checkpoints. */
export interface WantedNetwork {
  run: RunId;
  checkpoint: 'best' | 'last';
}

export interface WantedImage extends WantedNetwork {
  image: ImageId;
}

export interface InspectParts {
  store: {
    images: Pick<Remote<ProjectStore>['images'], 'get' | 'list'>;
    labels: Pick<Remote<ProjectStore>['labels'], 'open' | 'tilesNow'>;
    runs: Pick<Remote<ProjectStore>['runs'], 'get' | 'list'>;
    judgements: Remote<ProjectStore>['judgements'];
  };
  engine: Pick<EngineSupervisor, 'call'>;
  /** Below which importance maps are kept. */
  cacheFolder: string;
  /** Address of an image's small picture. */
  thumbnailOf(record: ImageRecord): string;
  onSetProgress(progress: { run: RunId; done: number; total: number }): void;
  onSearchProgress(progress: { run: RunId; done: number; total: number }): void;
}

export type RunFacts = EngineOutput<'inspectRun'>;

/** For counts that are remembered, so that a set is only scored where something changed. */
const REMEMBERED_BYTES = 64 * 2 ** 20;
/** Of the object around an image's counts and its regions, about. */
const ENTRY_BYTES = 12_000;
/** Of its counts, a class: most of them thresholds. */
const CLASS_BYTES = 2000;

/** Images of the project as the engine is asked about them, and what it counted in them. */
export class InspectSubjects {
  /** By everything they depend on. */
  readonly #counts = new BoundedCache<ImageCounts>(REMEMBERED_BYTES);

  constructor(private readonly parts: Pick<InspectParts, 'store' | 'engine' | 'cacheFolder'>) {}

  async subject({ run, checkpoint, image }: WantedImage): Promise<{ subject: InspectSubject; record: ImageRecord }> {
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

  withLabels<Answer>(
    subject: InspectSubject,
    ask: (subject: InspectSubject) => Promise<Answer | 'labels-needed'>,
  ): Promise<Answer> {
    return askWithLabels(this.parts.store.labels, subject.image.id, (sent) =>
      ask(sent === null ? subject : { ...subject, labelRevision: sent.labelRevision, labels: sent.tiles }),
    );
  }

  async count(
    subject: InspectSubject,
    record: ImageRecord,
    { stamp }: Pick<RunFacts, 'stamp'>,
    keepsProbabilities: boolean,
    signal: AbortSignal,
  ): Promise<ImageCounts> {
    const key = [stamp, subject.image.id, contentKey(record), record.labelRevision].join('|');
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const counts = await this.withLabels(subject, (ready) =>
      this.parts.engine.call('inspectScore', { ...ready, keepsProbabilities }, { signal }),
    );
    const { classCount, counts: cells } = counts.numbers.confusion;
    this.#counts.set(key, counts, ENTRY_BYTES + CLASS_BYTES * classCount + 16 * cells.length);
    return counts;
  }
}

/** Of a lost engine every further image would say the same. */
export function isEngineGone(error: unknown): boolean {
  return error instanceof Problem && (error.code === 'engine-lost' || error.code === 'engine-not-starting');
}

export function namesOf({ channels }: Pick<RunFacts, 'channels'>): string[] {
  return channels.map(({ name }) => name);
}
