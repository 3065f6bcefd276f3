/** How large the labelled objects of a class are. */
export interface FinestObjects {
  name: string;
  /** Of a middle-sized object, by area: its width where it is a line or a net, else the side of the box around it. */
  sizePx: number;
  isThin: boolean;
}

/** What was measured of one object. */
interface MeasuredObject {
  area: number;
  sizePx: number;
  isThin: boolean;
}

/** Objects by class id. */
export type MeasuredObjects = Map<number, MeasuredObject[]>;

/** Smaller ones are slips of the hand, and only images labelled at least so far tell where objects end. */
const leastArea = 9;
const leastLabelled = 0.5;
/** An object counts as thin where its width is below this share of its box's side. */
const thinShare = 0.25;
/**
 * A strip of width w and length l has the area w l and the perimeter 2 l; its perimeter counted in sides of pixels is
 * 4 / pi times as long, on the mean over all directions.
 */
const widthFactor = (2 * 4) / Math.PI;

/**
 * Measures the 4-connected objects of each class in a label map, or in a piece of one.
 * @param labels class ids a pixel, 0 unpainted, 255 void; row-major [height, width]
 * @param unpainted whether unpainted pixels are labelled as background
 * @param into takes them up
 */
export function measureObjects(
  labels: Uint8Array,
  width: number,
  height: number,
  unpainted: 'void' | 'background',
  into: MeasuredObjects,
): void {
  if (unpainted === 'void' && labelledShare(labels) < leastLabelled) return;
  const seen = new Uint8Array(labels.length);
  const waiting = new Int32Array(labels.length);
  for (let start = 0; start < labels.length; start++) {
    const label = labels[start];
    if (seen[start] === 1 || label === 0 || label === 255) continue;
    let [left, right, top, bottom] = [width, -1, height, -1];
    let area = 0;
    let perimeter = 0;
    let count = 1;
    waiting[0] = start;
    seen[start] = 1;
    while (area < count) {
      const at = waiting[area++];
      const x = at % width;
      const y = (at - x) / width;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      for (const near of [x > 0 ? at - 1 : -1, x + 1 < width ? at + 1 : -1, at - width, at + width]) {
        // Beyond the image an object may go on.
        if (near < 0 || near >= labels.length) continue;
        if (labels[near] !== label) perimeter++;
        else if (seen[near] === 0) {
          seen[near] = 1;
          waiting[count++] = near;
        }
      }
    }
    if (area < leastArea) continue;
    const side = Math.sqrt((right - left + 1) * (bottom - top + 1));
    const across = perimeter === 0 ? side : (widthFactor * area) / perimeter;
    const isThin = across < thinShare * side;
    const objects = into.get(label) ?? [];
    objects.push({ area, sizePx: isThin ? across : side, isThin });
    into.set(label, objects);
  }
}

/** The class with the smallest objects, which decides how closely a network has to look; null where none was measured. */
export function finestObjects(
  measured: MeasuredObjects,
  classes: readonly { id: number; name: string }[],
): FinestObjects | null {
  const sizes = classes.flatMap(({ id, name }) => {
    const middle = middleOf(measured.get(id) ?? []);
    return middle === null ? [] : [{ name, sizePx: middle.sizePx, isThin: middle.isThin }];
  });
  return sizes.sort((a, b) => a.sizePx - b.sizePx)[0] ?? null;
}

/** The object in which the middle pixel of all of them lies, by size. */
function middleOf(objects: readonly MeasuredObject[]): MeasuredObject | null {
  const sorted = objects.toSorted((a, b) => a.sizePx - b.sizePx);
  const half = sorted.reduce((sum, { area }) => sum + area, 0) / 2;
  let sum = 0;
  for (const object of sorted) {
    sum += object.area;
    if (sum >= half) return object;
  }
  return null;
}

function labelledShare(labels: Uint8Array): number {
  let labelled = 0;
  for (const label of labels) if (label !== 0 && label !== 255) labelled++;
  return labelled / labels.length;
}
