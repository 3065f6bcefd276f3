import type { ImageRow } from '../../shared/contract/images';

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
export function pointWords(
  { x, y }: { x: number; y: number },
  { width, height }: { width: number; height: number },
): string | null {
  if (!(x >= 0 && y >= 0 && x < width && y < height)) return null;
  return `x ${Math.floor(x)} y ${Math.floor(y)}`;
}

/** `125 %`; below 10 % with a decimal. @param zoom screen pixels an image pixel */
export function zoomWords(zoom: number): string {
  const percent = 100 * zoom;
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}
