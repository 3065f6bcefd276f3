import type { PixelWindow } from '../../../shared/labels/spans';
import type { ColorPatch } from '../../../shared/segmentation/color-patch';
import { greyPixels } from './grey-pixels';
import type { PatchSource } from './kernel-requests';

/** Tiles that are fetched at one time. */
const FETCHED = 6;

/**
 * Reads a part of an image in the worker, so that the window neither decodes nor copies for it.
 * @throws where a picture of it cannot be had
 */
export async function readPatch(source: PatchSource, window: PixelWindow): Promise<ColorPatch> {
  const { x, y, width, height } = window;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('the window has no canvas to read pixels from');
  if (source.kind === 'picture') await drawPicture(context, source, window);
  else await drawTiles(context, source.tiles, window);
  const { data } = context.getImageData(0, 0, width, height);
  const grey = greyPixels(data);
  if (grey !== null) return { x, y, width, height, channels: 1, data: grey };
  return { x, y, width, height, channels: 4, data: new Uint8Array(data.buffer) };
}

async function drawPicture(
  context: OffscreenCanvasRenderingContext2D,
  { address, width, height }: Extract<PatchSource, { kind: 'picture' }>,
  window: PixelWindow,
): Promise<void> {
  const picture = await decoded(address);
  // Of an image whose picture is smaller the part is enlarged.
  const across = picture.width / width;
  const down = picture.height / height;
  context.drawImage(
    picture,
    window.x * across,
    window.y * down,
    window.width * across,
    window.height * down,
    0,
    0,
    window.width,
    window.height,
  );
  picture.close();
}

async function drawTiles(
  context: OffscreenCanvasRenderingContext2D,
  tiles: Extract<PatchSource, { kind: 'tiles' }>['tiles'],
  { x, y }: PixelWindow,
): Promise<void> {
  const waiting = [...tiles];
  const drawNext = async (): Promise<void> => {
    for (let tile = waiting.shift(); tile !== undefined; tile = waiting.shift()) {
      const picture = await decoded(tile.address);
      context.drawImage(picture, tile.left - x, tile.top - y);
      picture.close();
    }
  };
  await Promise.all(Array.from({ length: FETCHED }, drawNext));
}

async function decoded(address: string): Promise<ImageBitmap> {
  const response = await fetch(address);
  if (!response.ok) throw new Error('its picture cannot be shown');
  return createImageBitmap(await response.blob());
}
