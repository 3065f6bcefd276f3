import { type LabelState, type OpenedLabels, type SteppedLabels, TILES_A_MESSAGE } from '../../shared/contract/labels';
import type { ImageId } from '../../shared/ids';
import type { HistoryStep, LabelFacts, OpenedLabels as StoredLabels } from '../store/records';

/** What the store knows of an image's labels, as the window is told. */
export function labelState({ labelRevision, painted, canUndo, canRedo }: LabelFacts): LabelState {
  return { revision: labelRevision, painted, canUndo, canRedo };
}

/** @param project name of the project, null where it is open for writing */
export function openedLabels(stored: StoredLabels, readOnlyProject: string | null): OpenedLabels {
  const { width, height, tiles } = stored;
  return { ...labelState(stored), width, height, tiles, lockedReason: lockedReason(stored, readOnlyProject) };
}

/** The step as the image that was asked about sees it; what does not fit one message is named. */
export function steppedLabels(step: HistoryStep, id: ImageId): SteppedLabels | null {
  const image = step.images.find(({ imageId }) => imageId === id);
  if (image === undefined) return null;
  return {
    ...labelState(image),
    entry: step.entry,
    tiles: image.tiles.slice(0, TILES_A_MESSAGE),
    furtherTiles: image.tiles.slice(TILES_A_MESSAGE).map(({ tileX, tileY }) => ({ tileX, tileY })),
  };
}

/** Images other than the one asked about that a step changed. */
export function otherImages(step: HistoryStep, id: ImageId): ImageId[] {
  return step.images.map(({ imageId }) => imageId).filter((imageId) => imageId !== id);
}

function lockedReason({ name, width, height, file }: StoredLabels, readOnlyProject: string | null): string | null {
  if (readOnlyProject !== null) {
    return `${readOnlyProject} is open for reading only. Close the program that holds it, then open it again.`;
  }
  if (file === 'resized') {
    return `${name} now has another size than its label map of ${width}x${height}. Put the old file back, or remove the image and add the new one.`;
  }
  if (file === 'missing') {
    return `The file of ${name} is missing, so there is nothing to paint on. Put it back, or add it from where it is now; its labels are kept.`;
  }
  return null;
}
