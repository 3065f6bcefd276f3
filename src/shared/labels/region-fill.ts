import { connectedSpans, type Region } from './components';
import type { LabelEdit } from './edit';
import { LabelRows, labelSet, labelsBut, type RunRow } from './label-rows';
import { areWithin } from './outlined';
import { Painter } from './painter';
import { type Connectivity, type RunSource, scanRegions } from './run-scan';
import { type PixelWindow, paintSpans, type Spans } from './spans';
import { type EditSteps, inOneGo, type Steps } from './steps';
import type { TileMap } from './tile-map';

/**
 * Floods from a pixel through everything that is not the boundary's label (4-connected, so that an 8-connected outline
 * holds) and paints it. No edit on the boundary or outside the map.
 * @param locked 256 entries by label, 1 where never painted over; the flood passes through those pixels all the same
 */
export function* fillToBoundary(
  map: TileMap,
  x: number,
  y: number,
  boundary: number,
  label: number,
  locked: Uint8Array | null = null,
): EditSteps {
  const spans = yield* connectedSpans(map, labelsBut(boundary), x, y, 4);
  return spansEdit(map, spans, label, locked);
}

/** Gives all pixels of a region another label; 0 erases it. */
export function replaceRegion(
  map: TileMap,
  region: Region,
  label: number,
  locked: Uint8Array | null = null,
): LabelEdit {
  return spansEdit(map, region.spans, label, locked);
}

/**
 * Fills what a class encloses: 4-connected sets of other pixels that do not reach the image's border.
 * @param ofClass the class that encloses; 8-connected
 * @param label what the holes become, usually the class itself
 * @param maxArea holes above this many pixels stay; infinite: all are filled
 * @param within only holes that lie wholly in these pixels; null: all
 */
export function* fillClassHoles(
  map: TileMap,
  ofClass: number,
  label: number,
  maxArea = Number.POSITIVE_INFINITY,
  locked: Uint8Array | null = null,
  within: Spans | null = null,
): EditSteps {
  const painter = new Painter(map, locked);
  yield* scanHoles(new LabelRows(map, labelsBut(ofClass)), maxArea, (spans) => {
    if (within === null || areWithin(spans, within)) paintSpans(painter, spans, label);
  });
  return painter.finish();
}

/** The same of one region: what lies within it and is cut off from all around it, islands of any label included. */
export function fillRegionHoles(
  map: TileMap,
  region: Region,
  label: number,
  maxArea = Number.POSITIVE_INFINITY,
  locked: Uint8Array | null = null,
): LabelEdit {
  const painter = new Painter(map, locked);
  const { bounds } = region;
  // A row and a column around it: the ground outside is one piece, and it alone touches the border.
  const window = { x: bounds.x - 1, y: bounds.y - 1, width: bounds.width + 2, height: bounds.height + 2 };
  const rows = new GapRows(region.spans, window);
  inOneGo(scanHoles(rows, maxArea, (spans) => paintSpans(painter, moved(spans, window), label)));
  return painter.finish();
}

/** Finds the 4-connected sets of the rows' pixels that do not reach the border, up to an area. */
function scanHoles(rows: RunSource, maxArea: number, found: (spans: Spans) => void): Steps<void> {
  return scanRegions(rows, { connectivity: 4, keepArea: maxArea, keepBorder: false }, ({ spans }) => {
    if (spans !== null) found(spans);
  });
}

/**
 * Replaces components of a label below a number of pixels.
 * @param ofLabel 0..255; 0: unpainted gaps between regions, however enclosed
 * @param below components of this many pixels or more stay
 * @param to a label; `surrounding`: for each the label that it shares most pixel edges with; of equal ones the smaller
 * @param within only components that lie wholly in these pixels; null: all
 */
export function* removeSpecks(
  map: TileMap,
  ofLabel: number,
  below: number,
  to: number | 'surrounding',
  connectivity: Connectivity = 8,
  locked: Uint8Array | null = null,
  within: Spans | null = null,
): EditSteps {
  const painter = new Painter(map, locked);
  const before = new Painter(map);
  yield* scanRegions(
    new LabelRows(map, labelSet(ofLabel)),
    { connectivity, keepArea: Math.ceil(below) - 1, keepBorder: true },
    ({ spans }) => {
      if (spans === null || (within !== null && !areWithin(spans, within))) return;
      const label = to === 'surrounding' ? surroundingLabel(before, spans, ofLabel) : to;
      if (label !== null) paintSpans(painter, spans, label);
    },
  );
  return painter.finish();
}

/** The most frequent label of the pixels around a component; null where it is all there is. */
function surroundingLabel(map: Painter, spans: Spans, own: number): number | null {
  const counts = new Uint32Array(256);
  const count = (x: number, y: number): void => {
    if (x < 0 || y < 0 || x >= map.width || y >= map.height) return;
    const label = map.labelAt(x, y);
    counts[label]++;
  };
  for (let i = 0; i < spans.length; i += 3) {
    const y = spans[i];
    count(spans[i + 1] - 1, y);
    count(spans[i + 2], y);
    for (let x = spans[i + 1]; x < spans[i + 2]; x++) {
      count(x, y - 1);
      count(x, y + 1);
    }
  }
  counts[own] = 0;
  let best = -1;
  for (let label = 0; label < 256; label++) {
    if (counts[label] > 0 && (best < 0 || counts[label] > counts[best])) best = label;
  }
  return best < 0 ? null : best;
}

/** The pixels of a window that are not in the spans, in the window's coordinates; rows are read once, from the top. */
class GapRows implements RunSource {
  readonly width: number;
  readonly height: number;
  private at = 0;

  constructor(
    private readonly spans: Spans,
    private readonly window: PixelWindow,
  ) {
    this.width = window.width;
    this.height = window.height;
  }

  runs(y: number, into: RunRow): void {
    into.count = 0;
    const { spans, window } = this;
    let x = 0;
    for (; spans[this.at] === window.y + y; this.at += 3) {
      const from = spans[this.at + 1] - window.x;
      if (x < from) into.push(x, from);
      x = spans[this.at + 2] - window.x;
    }
    if (x < window.width) into.push(x, window.width);
  }
}

function moved(spans: Spans, { x, y }: PixelWindow): Spans {
  return spans.map((value, i) => value + (i % 3 === 0 ? y : x));
}

function spansEdit(map: TileMap, spans: Spans, label: number, locked: Uint8Array | null): LabelEdit {
  const painter = new Painter(map, locked);
  paintSpans(painter, spans, label);
  return painter.finish();
}
