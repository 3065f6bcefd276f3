import { setImmediate } from 'node:timers/promises';
import type { FloatMap, UnitImage } from '../../shared/images/pixels';
import { cropResized, greyOrRgb, paddedLength, paddedRgb } from './padded-image';
import { planTiles } from './tiling';

const ALIGN_PX = 32;

export interface ActivationRun {
  /** Pixels that a tile is given around what is kept; a multiple of 32. */
  reachPx: number;
  /** The most pixels that are run at once: what the widest activation may take decides. */
  tilePixels: number;
  /** Runs the network on [h,w,3] in [0,1]; the sums over channels come back as cells [h / stride, w / stride]. */
  run(rgb: Float32Array, height: number, width: number): Promise<FloatMap> | FloatMap;
}

/**
 * A fully convolutional network's activation over an image of any size: mirror-padded, run whole or by overlapping
 * tiles, resized bilinearly to the image.
 *
 * @returns [H,W]
 */
export async function tiledActivation(
  image: UnitImage,
  { reachPx, tilePixels, run }: ActivationRun,
): Promise<FloatMap> {
  const width = paddedLength(image.width, ALIGN_PX);
  const height = paddedLength(image.height, ALIGN_PX);
  const source = greyOrRgb(image);
  let cells: FloatMap | undefined;
  let strideX = 1;
  let strideY = 1;
  for (const { x, y, coreX, coreY } of planTiles(width, height, reachPx, tilePixels, ALIGN_PX)) {
    // Between tiles, so that a message such as a cancel is heard.
    await setImmediate();
    const part = await run(paddedRgb(source, x, y), y.to - y.from, x.to - x.from);
    strideX = (x.to - x.from) / part.width;
    strideY = (y.to - y.from) / part.height;
    cells ??= emptyMap(Math.round(width / strideX), Math.round(height / strideY));
    const column = Math.round(coreX.from / strideX);
    const columns = Math.round(coreX.to / strideX) - column;
    const skippedColumns = column - Math.round(x.from / strideX);
    const skippedRows = Math.round((coreY.from - y.from) / strideY);
    const firstRow = Math.round(coreY.from / strideY);
    const rows = Math.round(coreY.to / strideY) - firstRow;
    for (let row = 0; row < rows; row++) {
      const begin = (skippedRows + row) * part.width + skippedColumns;
      cells.data.set(part.data.subarray(begin, begin + columns), (firstRow + row) * cells.width + column);
    }
  }
  if (cells === undefined) throw new RangeError('an image without pixels has no features');
  return cropResized(cells, strideX, strideY, image.width, image.height);
}

function emptyMap(width: number, height: number): FloatMap {
  return { width, height, data: new Float32Array(width * height) };
}
