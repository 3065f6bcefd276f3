import type { ImageRow } from '../../shared/contract/images';
import type { PixelSize } from '../../shared/images/pixel-size';
import { type ImagePoint, isOn, type Size } from '../canvas/viewport';

/** `membrane_03.png · 512 × 512 · 8 bit` */
export function imageWords({
  name,
  width,
  height,
  depth,
}: Pick<ImageRow, 'name' | 'width' | 'height' | 'depth'>): string {
  return `${name} · ${width} × ${height} · ${depth} bit`;
}

/** `x 204 y 188`, counted from 0 at the upper left; null outside of the image. */
export function pointWords(point: ImagePoint, size: Size): string | null {
  return isOn(size, point) ? `x ${Math.floor(point.x)} y ${Math.floor(point.y)}` : null;
}

/**
 * `102.5, 94 µm`: where a pixel begins, from the upper left corner; null where the file does not say what a pixel
 * measures.
 */
export function placeWords(point: ImagePoint, size: PixelSize | null): string | null {
  if (size === null || size.isNominal) return null;
  const length = (pixels: number, each: number): number => Number((Math.floor(pixels) * each).toPrecision(5));
  return `${length(point.x, size.x)}, ${length(point.y, size.y)} ${size.unit}`;
}

/** `125 %`; below 10 % with a decimal. @param zoom screen pixels an image pixel */
export function zoomWords(zoom: number): string {
  const percent = 100 * zoom;
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}
