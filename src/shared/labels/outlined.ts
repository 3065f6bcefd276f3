import { equalTiles, type LabelEdit } from './edit';
import { Painter } from './painter';
import { fillMask, paintSpans, type Spans, spanBounds } from './spans';
import type { Subject } from './subject';
import { classSubject } from './subject';
import { TILE_BYTES, TILE_SIDE, type TileMap } from './tile-map';

/** The pixels of a label as a subject whose changes are wanted inside spans alone: only the parts near them are read. */
export function outlinedSubject(map: TileMap, label: number, spans: Spans): Subject {
  return { ...classSubject(map, label), bounds: spanBounds(spans) ?? { x: 0, y: 0, width: 0, height: 0 } };
}

/** The edit with every pixel outside of the spans left as it was. */
export function editWithin(edit: LabelEdit, spans: Spans): LabelEdit {
  const inside = new Uint8Array(TILE_BYTES);
  return edit
    .map((change) => {
      const tile = { x: change.tileX * TILE_SIDE, y: change.tileY * TILE_SIDE, width: TILE_SIDE, height: TILE_SIDE };
      const count = fillMask(spans, tile, inside.fill(0));
      if (count === TILE_BYTES) return change;
      const after = change.before.slice();
      if (count > 0) for (let i = 0; i < TILE_BYTES; i++) if (inside[i] === 1) after[i] = change.after[i];
      return { ...change, after };
    })
    .filter(({ before, after }) => !equalTiles(before, after));
}

/** Whether every pixel of some spans is one of the others. */
export function areWithin(some: Spans, others: Spans): boolean {
  let at = 0;
  for (let i = 0; i < some.length; i += 3) {
    // Both in order: a span of others that ends before this one ends before all that follow.
    while (at < others.length && (others[at] < some[i] || (others[at] === some[i] && others[at + 2] < some[i + 2])))
      at += 3;
    if (!(others[at] === some[i] && others[at + 1] <= some[i + 1])) return false;
  }
  return true;
}

/**
 * Gives every painted pixel of the spans another label; 0 erases.
 * @param locked 256 entries by label, 1 where never painted over; null: none
 */
export function replacePainted(map: TileMap, spans: Spans, label: number, locked: Uint8Array | null): LabelEdit {
  const kept = locked?.slice() ?? new Uint8Array(256);
  kept[0] = 1;
  const painter = new Painter(map, kept);
  paintSpans(painter, spans, label);
  return painter.finish();
}
