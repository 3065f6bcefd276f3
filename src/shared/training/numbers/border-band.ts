/**
 * 1 where a pixel of another class lies within d rows and columns: the pixels at which labels themselves are least certain.
 * Pixels that are not labelled and the image's edge make no border.
 * @param labels [H,W] channel; `classCount` and beyond is not labelled
 * @param distancePx d, at least 1
 */
export function borderBand(
  labels: Uint8Array,
  width: number,
  height: number,
  classCount: number,
  distancePx: number,
): Uint8Array {
  // Least and largest class in the window around a pixel: another class is in it where they differ.
  let least: Uint8Array = labels.map((label) => (label < classCount ? label : 255));
  let most: Uint8Array = labels.map((label) => (label < classCount ? label + 1 : 0));
  const columns = { count: width, step: 1, lines: height, lineStep: width };
  const rows = { count: height, step: width, lines: width, lineStep: 1 };
  for (const axis of [columns, rows]) {
    least = extremes(least, axis, distancePx, Math.min);
    most = extremes(most, axis, distancePx, Math.max);
  }
  return labels.map((label, i) => (label < classCount && least[i] + 1 !== most[i] ? 1 : 0));
}

interface Axis {
  count: number;
  step: number;
  lines: number;
  lineStep: number;
}

function extremes(
  values: Uint8Array,
  { count, step, lines, lineStep }: Axis,
  reach: number,
  pick: (a: number, b: number) => number,
): Uint8Array {
  const out = values.slice();
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    for (let shift = 1; shift <= Math.min(reach, count - 1); shift++) {
      const far = shift * step;
      const end = start + (count - shift) * step;
      for (let at = start; at < end; at += step) {
        out[at] = pick(out[at], values[at + far]);
        out[at + far] = pick(out[at + far], values[at]);
      }
    }
  }
  return out;
}
