import type { Point } from './brush';
import type { LabelEdit } from './edit';
import { Painter } from './painter';
import type { TileMap } from './tile-map';

/**
 * Fills rings by the even-odd rule: a pixel is painted where a ray from its centre to the left crosses the rings an
 * odd number of times. A ring inside another is a hole. Edges own their upper and left side, so that polygons that
 * share an edge share no pixel.
 * @param rings closed by themselves, corners in image pixels; fewer than three corners enclose nothing
 */
export function fillPolygon(map: TileMap, rings: readonly (readonly Point[])[], label: number): LabelEdit {
  const painter = new Painter(map);
  const edges = edgesOf(rings);
  if (edges.length === 0) return [];
  edges.sort((a, b) => a.top - b.top);
  const lowest = edges.reduce((low, edge) => Math.max(low, edge.bottom), Number.NEGATIVE_INFINITY);
  const last = Math.min(map.height - 1, Math.ceil(lowest));
  let next = 0;
  let active: Edge[] = [];
  for (let row = Math.max(0, Math.floor(edges[0].top)); row <= last; row++) {
    const y = row + 0.5;
    while (next < edges.length && edges[next].top <= y) active.push(edges[next++]);
    active = active.filter((edge) => edge.bottom > y);
    const crossings = active.map((edge) => crossingAt(edge, y)).sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      painter.fillSpan(row, Math.ceil(crossings[i] - 0.5), Math.ceil(crossings[i + 1] - 0.5), label);
    }
  }
  return painter.finish();
}

/** Whether the pixel centre lies inside, by the same rule. */
export function isInsidePolygon(rings: readonly (readonly Point[])[], x: number, y: number): boolean {
  let inside = false;
  for (const edge of edgesOf(rings)) {
    if (edge.top <= y && edge.bottom > y && crossingAt(edge, y) <= x) inside = !inside;
  }
  return inside;
}

interface Edge {
  top: number;
  bottom: number;
  /** x at the top, and how it moves a row. */
  x: number;
  slope: number;
}

function edgesOf(rings: readonly (readonly Point[])[]): Edge[] {
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
