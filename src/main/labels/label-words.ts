import type { LabelState, OpenedLabels, SteppedLabels } from '../../shared/contract/labels';
import { runsOfTile } from '../../shared/labels/tile-runs';
import type { HistoryStep } from '../store/history-records';
import type { LabelFacts, LabelTile, OpenedLabels as StoredLabels } from '../store/records';

/** What the store knows of an image's labels, as the window is told. */
export function labelState({ labelRevision, painted, canUndo, canRedo }: LabelFacts): LabelState {
  return { revision: labelRevision, painted, canUndo, canRedo };
}

/** @param project name of the project, null where it is open for writing */
export function openedLabels(stored: StoredLabels, readOnlyProject: string | null): OpenedLabels {
  const { width, height, tiles } = stored;
  return { ...labelState(stored), width, height, tiles, lockedReason: lockedReason(stored, readOnlyProject) };
}

/** A step as the window hears of it; null where it undid nothing. */
export function steppedLabels(step: HistoryStep): SteppedLabels | null {
  const { entries, revisionBefore, furtherTiles, emptiedTiles } = step;
  const tiles = packedTiles(step.tiles);
  const entry = entries.at(-1);
  if (entry === undefined) return null;
  const shared = entries.filter(({ images }) => images > 1);
  return { ...labelState(step), entry, shared, revisionBefore, tiles, furtherTiles, emptiedTiles };
}

/** Tiles as they travel to the window. */
export function packedTiles(tiles: readonly LabelTile[]): LabelTile[] {
  return tiles.map((tile) => ({ ...tile, data: runsOfTile(tile.data) }));
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
