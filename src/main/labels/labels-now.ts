import type { ImageId } from '../../shared/ids';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { LabelTile } from '../store/records';

type LabelReader = Pick<Remote<ProjectStore>['labels'], 'open' | 'tilesNow'>;

/** All painted tiles of an image from one moment, and the revision that they belong to. */
export interface LabelsNow {
  labelRevision: number;
  tiles: LabelTile[];
}

/**
 * Asks the engine about an image. Its labels are sent only where the engine does not have them, for they are a byte a
 * pixel and the same for every move of a slider.
 * @param ask given null at first, and the labels where that is answered by `labels-needed`
 */
export async function askWithLabels<Answer>(
  labels: LabelReader,
  image: ImageId,
  ask: (sent: LabelsNow | null) => Promise<Answer | 'labels-needed'>,
): Promise<Answer> {
  const first = await ask(null);
  if (first !== 'labels-needed') return first;
  const second = await ask(await labelsNow(labels, image));
  if (second !== 'labels-needed') return second;
  throw new Error('the engine asked twice for the labels of an image');
}

/** All painted tiles of an image from one moment: of its labels, or of its importance. */
export async function labelsNow(labels: LabelReader, image: ImageId): Promise<LabelsNow> {
  for (;;) {
    const opened = await labels.open(image);
    const now = await labels.tilesNow(image, opened.tiles);
    if (now.labelRevision === opened.labelRevision) return now;
  }
}
