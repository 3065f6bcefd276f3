import type { PixelImage } from '../../../shared/images/pixels';
import type { ByteSource } from '../byte-source';
import type { TiffHeader } from '../headers/tiff';
import type { TiffStructure } from '../headers/tiff-directory';
import type { TiffPage, TiffPlane } from '../headers/tiff-stack';
import { emptySamples, type Samples } from './tiff-colors';
import { openPlane } from './tiff-plane';

/** A page's rows, from anywhere in it. */
export interface TiffPageReader {
  channels: number;
  depth: PixelImage['depth'];
  /** [rows, width, channels] from row y on. @throws BrokenImage */
  read(y: number, rows: number): Promise<Samples>;
  /** @throws BrokenImage truncated where pixels lie beyond the end of the file */
  assertComplete(): void;
}

const ROWS_AT_ONCE = 256;

/**
 * A page of a TIFF file: strips or tiles, chunky or planar; grey, RGB, palette, CMYK, YCbCr in JPEG; uncompressed, LZW,
 * deflate, PackBits, JPEG; integers of 1 to 16 bits as they are, deeper and signed ones and floats as float32. Alpha is
 * left out, orientation not applied. @param channels which of the page's, in this order; default all @throws BrokenImage
 */
export async function decodeTiff(
  source: ByteSource,
  structure: TiffStructure,
  page: TiffPage,
  channels?: readonly number[],
): Promise<PixelImage> {
  const reader = await openTiffPage(source, structure, page, channels);
  const { width, height, depth } = page;
  const data = emptyPixels(depth, width * height * reader.channels);
  for (let y = 0; y < height; y += ROWS_AT_ONCE) {
    data.set(await reader.read(y, Math.min(ROWS_AT_ONCE, height - y)), y * width * reader.channels);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { width, height, channels: reader.channels, depth, data };
}

/** Opens only the planes that hold the channels asked for. */
export async function openTiffPage(
  source: ByteSource,
  structure: TiffStructure,
  page: TiffPage,
  channels: readonly number[] = indices(page.channels),
): Promise<TiffPageReader> {
  const places = channels.map((channel) => placeOf(page, channel));
  const wanted = new Map<TiffPlane, number[]>();
  for (const { plane, channel } of places) {
    const own = wanted.get(plane) ?? [];
    if (!own.includes(channel)) own.push(channel);
    wanted.set(plane, own);
  }
  const parts = await Promise.all(
    [...wanted].map(async ([plane, own]) => {
      const isAll = own.length === plane.header.channels && own.every((channel, index) => channel === index);
      const header = isAll ? plane.header : narrowed(plane.header, own);
      // Colours come as a whole; of further channels only those that are wanted are unpacked.
      const given = header === plane.header ? indices(plane.header.channels) : own;
      return { plane, given, reader: await openPlane(source, structure, plane, header) };
    }),
  );
  const sources = places.map(({ plane, channel }) => {
    const part = parts.findIndex((one) => one.plane === plane);
    return { part, at: parts[part]?.given.indexOf(channel) ?? 0 };
  });
  const [only] = parts;
  const isPlain =
    parts.length === 1 && sources.length === only?.given.length && sources.every(({ at }, index) => at === index);
  return {
    channels: channels.length,
    depth: page.depth,
    async read(y, rows) {
      if (isPlain && only !== undefined) return only.reader.read(y, rows);
      const target = emptyPixels(page.depth, rows * page.width * channels.length);
      for (const [index, { given, reader }] of parts.entries()) {
        const samples = await reader.read(y, rows);
        for (const [to, place] of sources.entries()) {
          if (place.part === index) copyChannel(samples, given.length, place.at, target, channels.length, to);
        }
      }
      return target;
    },
    assertComplete() {
      for (const { reader } of parts) reader.assertComplete();
    },
  };
}

function placeOf(page: TiffPage, channel: number): { plane: TiffPlane; channel: number } {
  let first = 0;
  for (const plane of page.planes) {
    if (channel < first + plane.header.channels) return { plane, channel: channel - first };
    first += plane.header.channels;
  }
  throw new RangeError(`a page of ${first} channels has no channel ${channel}`);
}

/** A header that keeps only some samples; colours, which need all of theirs, stay as they are. */
function narrowed(header: TiffHeader, channels: readonly number[]): TiffHeader {
  if (header.color !== 'grey' && header.color !== 'white-is-zero') return header;
  const keptSamples = channels.map((channel) => header.keptSamples[channel] ?? 0);
  return { ...header, keptSamples, channels: keptSamples.length };
}

function copyChannel(
  from: Samples,
  fromChannels: number,
  fromAt: number,
  to: Samples,
  toChannels: number,
  toAt: number,
): void {
  for (let i = fromAt, j = toAt; i < from.length; i += fromChannels, j += toChannels) to[j] = from[i] ?? 0;
}

function emptyPixels(depth: PixelImage['depth'], length: number): Samples {
  return emptySamples({ kind: depth === 32 ? 'float' : 'unsigned', bits: depth }, length);
}

function indices(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
