import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { PlainLabels } from './plain-labels';

/** Labels of a made micrograph. */
export const MEMBRANE = 1;
export const CELL = 2;

export interface Micrograph {
  /** Grey 0..255, row-major. */
  grey: Uint8Array;
  /** Every pixel is of a membrane or of a cell. */
  labels: PlainLabels;
}

/**
 * A picture like a section through tissue under the electron microscope: bright cells of many sizes with wavy dark
 * membranes of 4 to 6 pixels between them, some dark bodies within, and grain. Same seed, same picture.
 */
export function micrograph(side: number, seed: number): Micrograph {
  const random = xoroshiro128plus(seed + 1);
  const draw = (): number => ((random.next() >>> 0) + 0.5) / 2 ** 32;
  const cells = Array.from({ length: Math.round((side * side) / 8000) }, () => ({
    x: draw() * side,
    y: draw() * side,
    grey: 150 + 50 * draw(),
    bodyPx: 3 + 5 * draw(),
  }));
  const wave = Array.from({ length: 4 }, () => ({ pace: 0.03 + 0.06 * draw(), phase: 6 * draw(), px: 3 + 3 * draw() }));
  const grey = new Uint8Array(side * side);
  const labels = new PlainLabels(side, side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const atX = x + wave[0].px * Math.sin(wave[0].pace * y + wave[0].phase);
      const atY = y + wave[1].px * Math.sin(wave[1].pace * x + wave[1].phase);
      let [first, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      let [own, other] = cells;
      for (const cell of cells) {
        const distance = Math.hypot(cell.x - atX, cell.y - atY);
        if (distance < first) [first, second, own, other] = [distance, first, cell, own];
        else if (distance < second) [second, other] = [distance, cell];
      }
      // To the line half way between the two cells.
      const edgePx = (second * second - first * first) / (2 * Math.hypot(own.x - other.x, own.y - other.y));
      const halfPx =
        2.5 + 0.5 * Math.sin(wave[2].pace * x + wave[2].phase) * Math.sin(wave[3].pace * y + wave[3].phase);
      const isMembrane = edgePx < halfPx;
      const isBody = Math.abs(first - 2 * own.bodyPx) < own.bodyPx / 4;
      const noise = 44 * (draw() + draw() - 1);
      const at = y * side + x;
      grey[at] = Math.max(0, Math.min(255, (isMembrane ? 70 : isBody ? 110 : own.grey) + noise));
      labels.data[at] = isMembrane ? MEMBRANE : CELL;
    }
  }
  return { grey, labels };
}
