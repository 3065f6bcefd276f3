import { open, stat } from 'node:fs/promises';
import type { PixelSize } from '../../shared/images/pixel-size';
import { BrokenImage } from '../formats/broken-image';
import { type ByteSource, fileSource } from './byte-source';
import { type BmpHeader, readBmpHeader } from './headers/bmp';
import { type GifHeader, readGifHeader } from './headers/gif';
import { type JpegHeader, readJpegHeader } from './headers/jpeg';
import { readPngHeader } from './headers/png';
import { assertFits, type StoredHeader } from './headers/stored-header';
import { readTiffStack, type TiffPage, type TiffStack } from './headers/tiff-stack';
import { readWebpHeader } from './headers/webp';
import { MAX_FILE_BYTES } from './limits';
import { asImageProblem } from './problems';
import { type ImageFormat, SIGNATURE_BYTES, signatureFormat } from './signature';

export type { ImageFormat } from './signature';

export interface ImageHeader {
  format: ImageFormat;
  /** Pixels, after orientation. */
  width: number;
  /** Pixels, after orientation. */
  height: number;
  /** After alpha is dropped; a palette and CMYK count as 3. */
  channels: number;
  /** Of the decoded samples: 8 and 16 unsigned, 32 float. */
  depth: 8 | 16 | 32;
  /** EXIF orientation as stored, 1..8; 1 where there is none. */
  orientation: number;
  hasAlpha: boolean;
}

/** A slice of a file: a page, or the place in z and t where several pages are its channels. */
export interface PageHeader {
  /** Pixels, after orientation. */
  width: number;
  height: number;
  channels: number;
  depth: 8 | 16 | 32;
  /** Of the samples in the file. */
  sampleFormat: 'unsigned' | 'signed' | 'float';
}

/** What a file holds beside the picture that is read when nothing else is asked for. */
export interface ImageLayout {
  /** At least one. */
  pages: PageHeader[];
  /** Along x and y of the upright image. */
  pixelSize: PixelSize | null;
  /** Of the channels of a page; empty where the file names none. */
  channelNames: string[];
}

/** Which part of a file is read. */
export interface ImageSelection {
  /** Counted from 0; default the first. */
  page?: number | undefined;
  /** Which channels of the page, in this order; default all. */
  channels?: readonly number[] | undefined;
}

/**
 * Size and kind of an image file and what pages it has; its first bytes decide what it is, never its name. Reads only
 * what that needs.
 * @throws Problem image-missing, image-unreadable, image-empty, image-not-an-image, image-truncated, image-damaged,
 * image-unsupported, image-too-large (whose pixels no decoder may see)
 */
export async function readHeader(path: string): Promise<ImageHeader & ImageLayout> {
  return withImageFile(path, async ({ source }) => {
    const parsed = await parseHeader(source);
    return { ...orientedHeader(parsed.format, parsed.stored), ...layoutOf(parsed) };
  });
}

/** Reads parts of an image file, and turns what goes wrong into problems that name it. @throws Problem */
export async function withImageFile<Result>(
  path: string,
  use: (file: OpenImageFile) => Promise<Result>,
): Promise<Result> {
  try {
    const file = await openImageFile(path);
    try {
      return await use(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw asImageProblem(error, path);
  }
}

export interface OpenImageFile {
  source: ByteSource;
  modifiedMs: number;
  close(): Promise<void>;
}

/** Opens a file of which parts are read; those of a TIFF file may lie anywhere. @throws BrokenImage, or what the file system says */
export async function openImageFile(path: string): Promise<OpenImageFile> {
  // Asked before opening: opening a pipe would wait for a writer.
  const status = await stat(path);
  assertImageFile(status.isFile(), status.size);
  const file = await open(path, 'r');
  const source = fileSource(file, status.size);
  try {
    if ((await formatOf(source)) !== 'tiff') assertReadable(status.isFile(), status.size);
  } catch (error) {
    await file.close();
    throw error;
  }
  return { source, modifiedMs: status.mtimeMs, close: () => file.close() };
}

/** The format that the first bytes announce; undefined for none that is read here. */
export async function formatOf(source: ByteSource): Promise<ImageFormat | undefined> {
  return signatureFormat(await source.read(0, SIGNATURE_BYTES));
}

/** A format's own header, from which its decoder starts. */
export type ParsedHeader =
  | { format: 'png' | 'webp'; stored: StoredHeader }
  | { format: 'jpeg'; stored: JpegHeader }
  | { format: 'tiff'; stored: TiffPage; stack: TiffStack }
  | { format: 'gif'; stored: GifHeader }
  | { format: 'bmp'; stored: BmpHeader };

/**
 * The header of bytes of any known format, within the limits of decoding.
 * @param selection whose page and channels have to be there, and decide what is too large @throws BrokenImage
 */
export async function parseHeader(source: ByteSource, selection: ImageSelection = {}): Promise<ParsedHeader> {
  const format = await formatOf(source);
  if (format === undefined) throw new BrokenImage('not-an-image', 'is not an image of a kind that is known here');
  const parsed = await readFormat(format, source, selection.page ?? 0);
  const { width, height, storedChannels, channels, depth } = parsed.stored;
  const unknown = selection.channels?.find((channel) => !(Number.isInteger(channel) && channels > channel));
  if (unknown !== undefined) {
    throw new BrokenImage('absent', `has ${channels} channels, and channel ${unknown + 1} was asked for`);
  }
  const decoded = selection.channels?.length ?? channels;
  // A page's planes are read one by one: only what is kept of them is in memory.
  const isLean = parsed.format === 'tiff' && selection.channels !== undefined;
  assertFits(width, height, isLean ? decoded : Math.max(storedChannels, decoded), depth);
  return parsed;
}

async function readFormat(format: ImageFormat, source: ByteSource, page: number): Promise<ParsedHeader> {
  if (format === 'tiff') {
    const stack = await readTiffStack(source);
    const stored = stack.pages[page];
    if (stored === undefined) throw new BrokenImage('absent', pageAbsent(stack.pages.length, page));
    return { format, stored, stack };
  }
  if (page !== 0) throw new BrokenImage('absent', pageAbsent(1, page));
  switch (format) {
    case 'png':
      return { format, stored: await readPngHeader(source) };
    case 'jpeg':
      return { format, stored: await readJpegHeader(source) };
    case 'gif':
      return { format, stored: await readGifHeader(source) };
    case 'bmp':
      return { format, stored: await readBmpHeader(source) };
    case 'webp':
      return { format, stored: await readWebpHeader(source) };
  }
}

function pageAbsent(pages: number, page: number): string {
  return `has ${pages} ${pages === 1 ? 'page' : 'pages'}, and page ${page + 1} was asked for`;
}

/** A header as people see it: turned upright. */
export function orientedHeader(format: ImageFormat, stored: StoredHeader): ImageHeader {
  const { channels, depth, orientation, hasAlpha } = stored;
  return { format, ...uprightSize(stored), channels, depth, orientation, hasAlpha };
}

export function layoutOf(parsed: ParsedHeader): ImageLayout {
  const pages = parsed.format === 'tiff' ? parsed.stack.pages : [{ ...parsed.stored, kind: 'unsigned' as const }];
  const { pixelSize, orientation } = parsed.stored;
  const isTurned = orientation >= 5;
  return {
    pages: pages.map((page) => ({
      ...uprightSize(page),
      channels: page.channels,
      depth: page.depth,
      sampleFormat: page.kind,
    })),
    pixelSize: pixelSize && isTurned ? { ...pixelSize, x: pixelSize.y, y: pixelSize.x } : pixelSize,
    channelNames: parsed.format === 'tiff' ? [...parsed.stack.channelNames] : [],
  };
}

function uprightSize({ width, height, orientation }: StoredHeader): { width: number; height: number } {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** Whether a file may be read as a whole. @throws BrokenImage not-an-image for folders and pipes, empty, too-large */
export function assertReadable(isFile: boolean, bytes: number): void {
  assertImageFile(isFile, bytes);
  if (bytes > MAX_FILE_BYTES) throw new BrokenImage('too-large', `has ${bytes} bytes; files up to 2 GB are read`);
}

function assertImageFile(isFile: boolean, bytes: number): void {
  if (!isFile) throw new BrokenImage('not-an-image', 'is a folder or another thing that is no image file');
  if (bytes === 0) throw new BrokenImage('empty', 'is empty');
}
