import type { PixelImage } from '../../../shared/images/pixels';
import type { ByteSource } from '../byte-source';
import { openTiffPage } from '../decoders/tiff';
import { type ImageSelection, openImageFile, type ParsedHeader, parseHeader } from '../header';
import { selectChannels } from '../select-channels';
import type { ImageFormat } from '../signature';
import { jpegRows } from './jpeg-rows';
import { isStreamedPng, pngRows } from './png-rows';
import { wholeRows } from './whole-rows';

/** Rows of a picture in bands, so that none has to be in memory as a whole. Orientation is not applied. */
export interface RowSource {
  readonly format: ImageFormat;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly depth: PixelImage['depth'];
  /** EXIF 1..8, still to be applied. */
  readonly orientation: number;
  /** Rows come from the top downwards only: y may not be above rows that were read. */
  readonly isOnwardsOnly: boolean;
  /** [rows, width, channels] from row y on. @throws BrokenImage */
  read(y: number, rows: number): Promise<PixelImage['data']>;
  /** The picture at an eighth of its sides, where that costs much less than all of its rows. */
  eighth?(): Promise<PixelImage>;
}

export interface OpenRows extends RowSource {
  /** The file's bytes, e.g. for its hash. */
  readonly bytes: ByteSource;
  close(): Promise<void>;
}

/** Opens an image file for reading by rows. @throws BrokenImage, or what the file system says */
export async function openRows(path: string, selection: ImageSelection = {}): Promise<OpenRows> {
  const { source, close } = await openImageFile(path);
  try {
    const parsed = await parseHeader(source, selection);
    const rows = await rowsOf(source, parsed, selection);
    return { ...rows, bytes: source, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What every reader of rows says of its picture. */
export function rowFacts({ format, stored }: ParsedHeader): Omit<RowSource, 'isOnwardsOnly' | 'read'> {
  const { width, height, channels, depth, orientation } = stored;
  return { format, width, height, channels, depth, orientation };
}

async function rowsOf(source: ByteSource, parsed: ParsedHeader, selection: ImageSelection): Promise<RowSource> {
  if (parsed.format === 'tiff') {
    const { structure } = parsed.stack;
    const reader = await openTiffPage(source, structure, parsed.stored, selection.channels);
    const facts = { ...rowFacts(parsed), channels: reader.channels };
    return { ...facts, isOnwardsOnly: false, read: (y, rows) => reader.read(y, rows) };
  }
  const rows = await plainRows(source, parsed);
  return selection.channels === undefined ? rows : withChannels(rows, selection.channels);
}

async function plainRows(source: ByteSource, parsed: Exclude<ParsedHeader, { format: 'tiff' }>): Promise<RowSource> {
  if (parsed.format === 'jpeg') return jpegRows(await source.read(0, source.size), parsed);
  if (parsed.format === 'png' && (await isStreamedPng(source))) return pngRows(source, parsed);
  return wholeRows(await source.read(0, source.size), parsed);
}

function withChannels(rows: RowSource, channels: readonly number[]): RowSource {
  const { width, depth } = rows;
  const chosen = (image: PixelImage): PixelImage => selectChannels(image, channels);
  const { eighth } = rows;
  return {
    ...rows,
    channels: channels.length,
    async read(y, count) {
      const data = await rows.read(y, count);
      return chosen({ width, height: count, channels: rows.channels, depth, data }).data;
    },
    ...(eighth && { eighth: async () => chosen(await eighth()) }),
  };
}
