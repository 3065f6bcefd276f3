import { TILE_BYTES, TILE_SIDE, tileGrid } from '../../shared/labels/tile-map';
import { Problem } from '../../shared/problem';
import type { EditRow } from './edit-rows';
import type { ImageRow } from './image-rows';
import type { AfterTile } from './records';

/**
 * Whether an edit can belong to the image: whole tiles inside its grid, each once, nothing painted beyond its borders.
 * @throws Problem edit-invalid
 */
export function checkEdit(image: ImageRow, changes: readonly AfterTile[]): void {
  const { columns, rows } = tileGrid(image.width, image.height);
  const seen = new Set<number>();
  for (const { tileX, tileY, after } of changes) {
    const isInside = tileX >= 0 && tileY >= 0 && tileX < columns && tileY < rows;
    const isWhole = Number.isInteger(tileX) && Number.isInteger(tileY);
    const key = tileY * columns + tileX;
    if (!isInside || !isWhole || seen.has(key))
      throw invalid(image, `tile ${tileX},${tileY} is outside it or twice there`);
    if (after.length !== TILE_BYTES) throw invalid(image, 'a tile has the wrong size');
    if (isPaintedBeyond(image, tileX, tileY, after)) throw invalid(image, 'it paints beyond the border');
    seen.add(key);
  }
}

export function stale(image: ImageRow): Problem {
  return new Problem(
    'edit-stale',
    `The labels of ${image.name} changed since this edit was begun; it was not saved.`,
    'The image is shown as it is now; paint the stroke again.',
  );
}

/** A part that follows none, or another than the one before it. */
export function partLost(image: ImageRow): Problem {
  return new Problem(
    'edit-part-lost',
    `A part of a large edit of ${image.name} did not arrive; nothing of it was saved.`,
    'Save it again.',
  );
}

export function resized(image: ImageRow): Problem {
  return new Problem(
    'image-resized',
    `${image.name} now has another size than its label map of ${image.width}x${image.height}; it is not painted on.`,
    'Put the old file back, or remove the image and add the new one.',
    image.path,
  );
}

/** An edit of several images can only be taken back or redone where it is next in each of them. */
export function notNext(edit: EditRow, inTheWay: readonly ImageRow[], isUndo: boolean): Problem {
  const names = inTheWay.slice(0, 3).map((image) => image.name);
  const more = inTheWay.length > names.length ? ` and ${inTheWay.length - names.length} more` : '';
  const what = edit.label === '' ? 'This edit' : `"${edit.label}"`;
  return isUndo
    ? new Problem(
        'edit-not-last',
        `${what} changed ${edit.images} images, and ${names.join(', ')}${more} were painted on since.`,
        'Undo the later edits there first, or restore the class, which keeps what was painted since.',
      )
    : new Problem(
        'edit-not-next',
        `${what} changed ${edit.images} images, and ${names.join(', ')}${more} have earlier edits to redo.`,
        'Redo those first.',
      );
}

/** A step of the history that another act took away. */
export function stepGone(image: ImageRow): Problem {
  return new Problem(
    'step-gone',
    `This step of ${image.name} is not in its history any more: something was painted after it was undone.`,
    'Choose another step of the list.',
  );
}

export function invalid(image: ImageRow, why: string): Problem {
  return new Problem(
    'edit-invalid',
    `The edit does not fit ${image.name} (${image.width}x${image.height}): ${why}.`,
    'Nothing was saved; report how it came about.',
  );
}

function isPaintedBeyond(image: ImageRow, tileX: number, tileY: number, tile: Uint8Array): boolean {
  const columns = Math.min(TILE_SIDE, image.width - tileX * TILE_SIDE);
  const rows = Math.min(TILE_SIDE, image.height - tileY * TILE_SIDE);
  if (columns === TILE_SIDE && rows === TILE_SIDE) return false;
  for (let y = 0; y < TILE_SIDE; y++) {
    const from = y < rows ? columns : 0;
    for (let x = from; x < TILE_SIDE; x++) if (tile[y * TILE_SIDE + x] !== 0) return true;
  }
  return false;
}
