import type { ImageId } from '../../shared/ids';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { LabelTile } from '../store/records';

/** All painted tiles of an image from one moment, and the revision that they belong to. */
export async function labelsNow(
  labels: Pick<Remote<ProjectStore>['labels'], 'open' | 'tilesNow'>,
  image: ImageId,
): Promise<{ labelRevision: number; tiles: LabelTile[] }> {
  for (;;) {
    const opened = await labels.open(image);
    const now = await labels.tilesNow(image, opened.tiles);
    if (now.labelRevision === opened.labelRevision) return now;
  }
}
