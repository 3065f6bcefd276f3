import { stat } from 'node:fs/promises';
import type { PixelImage } from '../../shared/images/pixels';
import type { ValueBlock } from '../../shared/images/value-block';
import { decodeImage } from './decode';
import { type ImageSelection, readHeader } from './header';
import { asImageProblem, imageChanged } from './problems';
import { openRows } from './rows/row-source';

/** Side of a block in pixels: what a hand that looks at pixels one by one stays within for a while. */
const BLOCK_SIDE = 32;
/** Decoded pixels that are kept in hand; of a larger picture only the rows asked for are read. */
const KEPT_BYTES = 256 * 2 ** 20;

interface Held {
  key: string;
  image: Promise<PixelImage | null>;
  names: Promise<string[]>;
}

/** The values of single pixels as their file holds them, for a person who points at them. One picture is kept in hand. */
export class PixelValues {
  #held: Held | null = null;

  constructor(private readonly keptBytes = KEPT_BYTES) {}

  /**
   * The block of 32x32 pixels, cut at the picture's edges, that holds a pixel of the upright picture.
   * @throws Problem image-changed where the file has no such pixel any more; the codes of readHeader
   */
  async block(path: string, selection: ImageSelection, x: number, y: number): Promise<ValueBlock> {
    const key = `${path} ${await stamp(path)} ${JSON.stringify(selection)}`;
    if (this.#held?.key !== key) this.#held = this.#take(key, path, selection);
    const held = this.#held;
    try {
      const [image, names] = await Promise.all([held.image, held.names]);
      const found = image === null ? await rowsAt(path, selection, y) : { image, top: 0 };
      if (x >= found.image.width || y >= found.top + found.image.height) throw imageChanged(path);
      return { ...cut(found.image, found.top, x, y), names };
    } catch (error) {
      if (this.#held === held) this.#held = null;
      throw error;
    }
  }

  #take(key: string, path: string, selection: ImageSelection): Held {
    const header = readHeader(path);
    const image = header.then(async ({ pages, orientation }) => {
      const page = pages[selection.page ?? 0];
      const bytes = page === undefined ? 0 : (page.width * page.height * page.channels * page.depth) / 8;
      return bytes > this.keptBytes && orientation === 1 ? null : (await decodeImage(path, selection)).image;
    });
    const names = header.then(({ channelNames }) =>
      channelNames.length === 0
        ? []
        : (selection.channels?.map((channel) => channelNames[channel] ?? '') ?? channelNames),
    );
    // Awaited by those who ask; what fails before they do must not end the process.
    names.catch(() => undefined);
    image.catch(() => undefined);
    return { key, image, names };
  }
}

/** Rows of the block, of a picture that is too large to keep. */
async function rowsAt(path: string, selection: ImageSelection, y: number): Promise<{ image: PixelImage; top: number }> {
  try {
    const rows = await openRows(path, selection);
    try {
      const { width, channels, depth } = rows;
      const top = y - (y % BLOCK_SIDE);
      const height = Math.min(BLOCK_SIDE, rows.height - top);
      if (height <= 0) throw imageChanged(path);
      return { image: { width, height, channels, depth, data: await rows.read(top, height) }, top };
    } finally {
      await rows.close();
    }
  } catch (error) {
    throw asImageProblem(error, path);
  }
}

/** @param top row of the picture that the image begins with, a multiple of the block's side */
function cut(
  { width, height, channels, data }: PixelImage,
  top: number,
  x: number,
  y: number,
): Omit<ValueBlock, 'names'> {
  const left = x - (x % BLOCK_SIDE);
  const first = y - (y % BLOCK_SIDE);
  const across = Math.min(BLOCK_SIDE, width - left);
  const down = Math.min(BLOCK_SIDE, top + height - first);
  const values: number[] = [];
  for (let row = first - top; row < first - top + down; row++) {
    const from = (row * width + left) * channels;
    for (const value of data.subarray(from, from + across * channels)) values.push(value);
  }
  return { x: left, y: first, width: across, height: down, channels, values };
}

/** Changes when the file does. */
async function stamp(path: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(path);
    return `${size} ${mtimeMs}`;
  } catch (error) {
    throw asImageProblem(error, path);
  }
}
