import { BrokenImage } from './broken-image';
import type { PngShape } from './png-chunks';

/** A sub-image of a PNG: the whole of it, or one of the seven of Adam7 interlacing (specification, section 8). */
export interface PngPass {
  x0: number;
  y0: number;
  xStep: number;
  yStep: number;
  width: number;
  height: number;
  /** Bytes of a row without its filter byte. */
  rowBytes: number;
}

const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The passes of an image in the order in which they are stored; those without a pixel are left out. */
export function pngPasses(shape: PngShape): PngPass[] {
  const grids = shape.isInterlaced ? ADAM7 : ([[0, 0, 1, 1]] as const);
  return grids
    .map(([x0, y0, xStep, yStep]) => {
      const width = Math.ceil((shape.width - x0) / xStep);
      const height = Math.ceil((shape.height - y0) / yStep);
      return {
        x0,
        y0,
        xStep,
        yStep,
        width,
        height,
        rowBytes: Math.ceil((width * shape.channels * shape.bitDepth) / 8),
      };
    })
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

/** Bytes of the inflated pixel stream: every row and its filter byte. */
export function rawBytes(shape: PngShape): number {
  return pngPasses(shape).reduce((sum, pass) => sum + pass.height * (pass.rowBytes + 1), 0);
}

/**
 * Undoes a row's filter in place (specification, section 9).
 * @param above the row above after unfiltering, zeros for the first
 * @param step bytes between a byte and the one of the pixel to its left, at least 1
 */
export function unfilterRow(filter: number, row: Uint8Array, above: Uint8Array, step: number): void {
  const length = row.length;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let i = step; i < length; i++) row[i] = at(row, i) + at(row, i - step);
      return;
    case 2:
      for (let i = 0; i < length; i++) row[i] = at(row, i) + at(above, i);
      return;
    case 3:
      for (let i = 0; i < step && i < length; i++) row[i] = at(row, i) + (at(above, i) >> 1);
      for (let i = step; i < length; i++) row[i] = at(row, i) + ((at(row, i - step) + at(above, i)) >> 1);
      return;
    case 4:
      for (let i = 0; i < step && i < length; i++) row[i] = at(row, i) + at(above, i);
      for (let i = step; i < length; i++) {
        row[i] = at(row, i) + paeth(at(row, i - step), at(above, i), at(above, i - step));
      }
      return;
    default:
      throw new BrokenImage('damaged', `uses a PNG row filter ${filter}, which does not exist`);
  }
}

/** Writes an unfiltered row's samples where they belong in the image. @param target [height, width, channels] */
export function scatterRow(
  row: Uint8Array,
  target: Uint8Array | Uint16Array,
  shape: PngShape,
  pass: PngPass,
  passRow: number,
): void {
  const { channels, bitDepth } = shape;
  const first = ((pass.y0 + passRow * pass.yStep) * shape.width + pass.x0) * channels;
  const pixelStep = pass.xStep * channels;
  if (bitDepth === 8 && pass.xStep === 1) {
    target.set(row, first);
  } else if (bitDepth === 8) {
    for (let x = 0; x < pass.width; x++) {
      for (let c = 0; c < channels; c++) target[first + x * pixelStep + c] = at(row, x * channels + c);
    }
  } else if (bitDepth === 16) {
    for (let x = 0; x < pass.width; x++) {
      for (let c = 0; c < channels; c++) {
        const byte = 2 * (x * channels + c);
        target[first + x * pixelStep + c] = (at(row, byte) << 8) | at(row, byte + 1);
      }
    }
  } else {
    const mask = (1 << bitDepth) - 1;
    for (let x = 0; x < pass.width; x++) {
      const bit = x * bitDepth;
      target[first + x * pixelStep] = (at(row, bit >> 3) >> (8 - bitDepth - (bit & 7))) & mask;
    }
  }
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
