import { automaticWindow, type DisplayWindow, PLAIN_WINDOW } from '../../../shared/images/display-window';
import type { PixelImage } from '../../../shared/images/pixels';
import { type BytePicture, emptyPicture, oriented, putRows } from '../byte-picture';
import type { ImageSelection } from '../header';
import { type OpenRows, openRows } from '../rows/row-source';
import { type ShownPart, shownBytes, shownChannels } from '../shown-part';
import { rangesOf } from '../value-range';
import { sampledEighth } from './sampled-eighth';
import { flipOf, type Turn, turnOf } from './turn';

/** Rows of a block: four of tiles at full size, two at a half, one at a quarter. */
export const BLOCK_ROWS = 2048;
const ROWS_AT_ONCE = 512;

/** A picture as blocks of full width, put in order by rows and columns; x and y may still have to be exchanged. */
export interface Blocks {
  width: number;
  height: number;
  channels: 1 | 3;
  turn: Turn;
  /** Compressed without loss, so that its tiles should be as well. */
  isLossless: boolean;
  /** Numbers of the blocks in the order in which they can be read. */
  order: number[];
  /** Whether a block can be read after a later one. */
  isOnwardsOnly: boolean;
  read(block: number, signal: AbortSignal): Promise<BytePicture>;
  /** A first look at an eighth of the sides, which costs much less than all blocks. */
  eighth(signal: AbortSignal): Promise<BytePicture>;
  /** The first look is what the blocks would give; else it leaves rows out. */
  isEighthExact: boolean;
  close(): Promise<void>;
}

/** @throws BrokenImage, or what the file system says */
export async function openBlocks(path: string, part: ShownPart): Promise<Blocks & Pick<OpenRows, 'bytes'>> {
  const { shown, selection, rows, window } = await openShown(path, part);
  const { width, height } = rows;
  const turn = turnOf(rows.orientation);
  const flip = flipOf(turn);
  const count = Math.ceil(height / BLOCK_ROWS);
  const ascending = Array.from({ length: count }, (_, block) => block);
  const channels = shown.slots.length === 1 ? 1 : 3;
  const brightness = (data: Awaited<ReturnType<typeof rows.read>>): Uint8Array => shownBytes(data, shown, window);
  return {
    width,
    height,
    channels,
    turn,
    isLossless: rows.format !== 'jpeg' && rows.format !== 'webp',
    order: turn.isUpsideDown ? ascending.reverse() : ascending,
    isOnwardsOnly: rows.isOnwardsOnly,
    bytes: rows.bytes,
    async read(block, signal) {
      const top = block * BLOCK_ROWS;
      const end = Math.min(height, top + BLOCK_ROWS);
      const picture = emptyPicture(width, end - top, channels);
      const firstStored = turn.isUpsideDown ? height - end : top;
      for (let done = 0; done < picture.height; done += ROWS_AT_ONCE) {
        signal.throwIfAborted();
        const many = Math.min(ROWS_AT_ONCE, picture.height - done);
        const data = brightness(await rows.read(firstStored + done, many));
        const strip = oriented({ width, height: many, channels, data }, flip);
        putRows(picture, strip, turn.isUpsideDown ? picture.height - done - many : done);
      }
      return picture;
    },
    isEighthExact: rows.eighth !== undefined,
    async eighth(signal) {
      const small = await (rows.eighth?.() ??
        (rows.isOnwardsOnly ? apart(path, selection, signal) : sampledEighth(rows, signal)));
      return oriented({ width: small.width, height: small.height, channels, data: brightness(small.data) }, flip);
    },
    close: () => rows.close(),
  };
}

async function openShown(path: string, part: ShownPart) {
  const { page } = part;
  const all = await openRows(path, { page });
  try {
    const shown = shownChannels(part, all.channels);
    const isAll = shown.read.length === all.channels && shown.read.every((channel, index) => channel === index);
    const selection = { page, channels: shown.read };
    if (isAll && (all.depth === 8 || part.window !== undefined)) {
      return { shown, selection, rows: all, window: part.window ?? PLAIN_WINDOW };
    }
    const window = part.window ?? (all.depth === 8 ? PLAIN_WINDOW : await sampledWindow(path, selection));
    const rows = await openRows(path, selection);
    await all.close();
    return { shown, selection, rows, window };
  } catch (error) {
    await all.close();
    throw error;
  }
}

/** From a reading of its own, since some rows can only be read onwards. */
async function sampledWindow(path: string, selection: ImageSelection): Promise<DisplayWindow> {
  const rows = await openRows(path, selection);
  try {
    return automaticWindow(await rangesOf(rows));
  } finally {
    await rows.close();
  }
}

async function apart(path: string, selection: ImageSelection, signal: AbortSignal): Promise<PixelImage> {
  const rows = await openRows(path, selection);
  try {
    return await sampledEighth(rows, signal);
  } finally {
    await rows.close();
  }
}
