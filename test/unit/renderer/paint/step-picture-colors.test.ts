import { expect, it } from 'vitest';
import { colorTable } from '../../../../src/renderer/canvas/color-table';
import { stepColors } from '../../../../src/renderer/paint/step-picture-colors';

const area = { x: 0, y: 0, width: 6, height: 1, columns: 6, rows: 1 };
const colors = colorTable([[1, '#ff8000']]);

function bytes(labels: number[], changed: number[]): number[][] {
  const picture = { ...area, labels: Uint8Array.from(labels), changed: Uint8Array.from(changed) };
  const rgba = new Uint8Array(stepColors(picture, colors).buffer);
  return Array.from({ length: 6 }, (_, i) => Array.from(rgba.subarray(4 * i, 4 * i + 4)));
}

it('shows what changed in its class, more where more changed, and leaves the rest clear', () => {
  const [whole, part, none] = bytes([1, 1, 0, 0, 0, 0], [255, 1, 0, 0, 0, 0]);
  expect(whole).toEqual([255, 128, 0, 255]);
  expect(part.slice(0, 3)).toEqual([255, 128, 0]);
  expect(part[3]).toBeGreaterThan(100);
  expect(part[3]).toBeLessThan(255);
  expect(none).toEqual([0, 0, 0, 0]);
});

it('shows what was erased in stripes, and a class that is gone in grey', () => {
  const pixels = bytes([0, 0, 0, 0, 0, 7], [255, 255, 255, 255, 255, 255]);
  expect(pixels[0]).toEqual(pixels[2]);
  expect(pixels[3]).not.toEqual(pixels[2]);
  const [red, green, blue, alpha] = pixels[5];
  expect([red === green && green === blue, alpha]).toEqual([true, 255]);
});
