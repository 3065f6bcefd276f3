import type { Point } from './brush';
import type { LabelEdit } from './edit';
import { Painter } from './painter';
import { SpanList, type Spans } from './spans';
import type { TileMap } from './tile-map';

/**
 * Fills rings by the even-odd rule: a pixel is painted where a ray from its centre to the left crosses the rings an
 * odd number of times. A ring inside another is a hole. Edges own their upper and left side, so that polygons that
 * share an edge share no pixel.
 * @param rings closed by themselves, corners in image pixels; fewer than three corners enclose nothing
 * @param locked 256 entries by label, 1 where pixels of that label are never painted over; null: none
 */
export function fillPolygon(
  map: TileMap,
  rings: readonly Ring[],
  label: number,
  locked: Uint8Array | null = null,
): LabelEdit {
  const painter = new Painter(map, locked);
  paintPolygon(painter, rings, label);
  return painter.finish();
}

/** The same into wet paint. */
export function paintPolygon(painter: Painter, rings: readonly Ring[], label: number): void {
  eachSpan(rings, painter.height, (y, x0, x1) => painter.fillSpan(y, x0, x1, label));
}

/** The pixels of the same that lie on an image. */
export function polygonSpans(rings: readonly Ring[], { width, height }: { width: number; height: number }): Spans {
  const spans = new SpanList();
  eachSpan(rings, height, (y, x0, x1) => {
    if (x1 > 0 && x0 < width) spans.push(y, Math.max(0, x0), Math.min(width, x1));
  });
  return spans.take();
}

/** Whether the pixel centre lies inside, by the same rule. */
export function isInsidePolygon(rings: readonly Ring[], x: number, y: number): boolean {
  let inside = false;
  for (const edge of edgesOf(rings)) {
    if (edge.top <= y && edge.bottom > y && crossingAt(edge, y) <= x) inside = !inside;
  }
  return inside;
}

function eachSpan(rings: readonly Ring[], height: number, take: (y: number, x0: number, x1: number) => void): void {
  const edges = edgesOf(rings);
  if (edges.length === 0) return;
  edges.sort((a, b) => a.top - b.top);
  const lowest = edges.reduce((low, edge) => Math.max(low, edge.bottom), Number.NEGATIVE_INFINITY);
  const last = Math.min(height - 1, Math.ceil(lowest));
  const crossings = new Float64Array(edges.length);
  const active: Edge[] = [];
  let next = 0;
  for (let row = Math.max(0, Math.floor(edges[0].top)); row <= last; row++) {
    const y = row + 0.5;
    while (next < edges.length && edges[next].top <= y) active.push(edges[next++]);
    let count = 0;
    for (const edge of active) {
      if (edge.bottom <= y) continue;
      const x = crossingAt(edge, y);
      // Edges stay in the order of the row before, which is nearly this row's.
      let place = count;
      while (place > 0 && crossings[place - 1] > x) {
        crossings[place] = crossings[place - 1];
        active[place] = active[place - 1];
        place--;
      }
      crossings[place] = x;
      active[place] = edge;
      count++;
    }
    active.length = count;
    for (let i = 0; i + 1 < count; i += 2) {
      const from = Math.ceil(crossings[i] - 0.5);
      const to = Math.ceil(crossings[i + 1] - 0.5);
      if (from < to) take(row, from, to);
    }
  }
}

/** Corners of a closed line, in image pixels. */
export type Ring = readonly Point[];

interface Edge {
  top: number;
  bottom: number;
  /** x at the top, and how it moves a row. */
  x: number;
  slope: number;
}

function edgesOf(rings: readonly Ring[]): Edge[] {
  const edges: Edge[] = [];
  for (const ring of rings) {
    ring.forEach((a, index) => {
      const b = ring[(index + 1) % ring.length];
      if (a.y === b.y) return;
      const [upper, lower] = a.y < b.y ? [a, b] : [b, a];
      edges.push({ top: upper.y, bottom: lower.y, x: upper.x, slope: (lower.x - upper.x) / (lower.y - upper.y) });
    });
  }
  return edges;
}

function crossingAt(edge: Edge, y: number): number {
  return edge.x + (y - edge.top) * edge.slope;
}
