import type { LabelMap } from '../images/pixels';
import type { LabelEdit, TileChange } from './edit';
import { equalTiles } from './edit';
import { type EditSteps, inOneGo } from './steps';
import type { TileMap } from './tile-map';
import { fromLabelMap, TILE_BYTES, tilePosition } from './tile-map';

/**
 * Gives every pixel of label `from` the label `to`; deleting a class is `replaceClass(map, id, 0)`.
 * @param from a painted label, 1..255; for unpainted pixels see `fillUnpainted`
 * @param locked 256 entries by label, 1 where never painted over; null: none
 */
export function replaceClass(map: TileMap, from: number, to: number, locked: Uint8Array | null = null): LabelEdit {
  return inOneGo(replaceClassSteps(map, from, to, locked));
}

/** The same in steps of one tile each. */
export function* replaceClassSteps(
  map: TileMap,
  from: number,
  to: number,
  locked: Uint8Array | null = null,
): EditSteps {
  const changes: TileChange[] = [];
  if (from === to || from === 0 || locked?.[from] === 1) return changes;
  for (const [key, before] of map.tiles) {
    const first = before.indexOf(from);
    if (first < 0) continue;
    const after = before.slice();
    for (let i = first; i < after.length; i++) if (after[i] === from) after[i] = to;
    changes.push({ ...tilePosition(map.width, key), before, after });
    yield;
  }
  return changes;
}

/** Takes the imported labels where the map is unpainted, and leaves what was painted. Sizes must agree. */
export function fillUnpainted(map: TileMap, imported: LabelMap): LabelEdit {
  return editTowards(map, imported, (before, wanted) => before.map((label, i) => (label === 0 ? wanted[i] : label)));
}

/** Makes the map hold exactly the imported labels. Sizes must agree. */
export function replaceAll(map: TileMap, imported: LabelMap): LabelEdit {
  return editTowards(map, imported, (_, wanted) => wanted);
}

function editTowards(
  map: TileMap,
  imported: LabelMap,
  merge: (before: Uint8Array, wanted: Uint8Array) => Uint8Array,
): LabelEdit {
  if (imported.width !== map.width || imported.height !== map.height) {
    throw new RangeError(`labels of ${imported.width}x${imported.height} for an image of ${map.width}x${map.height}`);
  }
  const wanted = fromLabelMap(imported);
  const changes: TileChange[] = [];
  for (const key of new Set([...map.tiles.keys(), ...wanted.tiles.keys()])) {
    const before = map.tiles.get(key) ?? new Uint8Array(TILE_BYTES);
    const after = merge(before, wanted.tiles.get(key) ?? new Uint8Array(TILE_BYTES));
    if (!equalTiles(before, after)) changes.push({ ...tilePosition(map.width, key), before, after });
  }
  return changes;
}
