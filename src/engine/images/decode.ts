import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import type { PixelImage } from '../../shared/images/pixels';
import { type ByteSource, memorySource } from './byte-source';
import { decodeTiff, openTiffPage } from './decoders/tiff';
import { decodeWhole } from './decoders/whole';
import {
  assertReadable,
  formatOf,
  type ImageHeader,
  type ImageLayout,
  type ImageSelection,
  layoutOf,
  orientedHeader,
  type ParsedHeader,
  parseHeader,
  withImageFile,
} from './header';
import { applyOrientation } from './orientation';
import { asImageProblem } from './problems';
import { selectChannels } from './select-channels';

/** Counts up whenever the pixels that decoding gives change; caches made from pixels carry it. */
export const DECODE_VERSION = 2;

export interface DecodedImage {
  image: PixelImage;
  /** What was left out or changed, in sentences for people, e.g. that transparency was dropped. */
  notices: string[];
}

export interface InspectedFile extends ImageLayout {
  header: ImageHeader;
  /** Of the file's bytes, lower-case hexadecimal. */
  sha256: string;
  bytes: number;
  modifiedMs: number;
  notices: string[];
}

/**
 * The pixels of an image file: orientation applied, alpha dropped, palettes and CMYK as RGB, 16 bits kept,
 * 1, 2 and 4-bit grey spread over 0..255. Of a stack only the page asked for is read.
 * @throws Problem the codes of readHeader, and image-part-missing for a page or channel that the file has not
 */
export async function decodeImage(path: string, selection: ImageSelection = {}): Promise<DecodedImage> {
  return withImageFile(path, async ({ source }) => decodeSource(await readyToDecode(source), selection));
}

/**
 * What the store keeps of an image file. Decodes its first page whole and looks where the pixels of the others lie, so
 * that a truncated or damaged file is found here.
 * @throws Problem the codes of readHeader
 */
export async function inspectFile(path: string): Promise<InspectedFile> {
  return withImageFile(path, async ({ source: file, modifiedMs }) => {
    const source = await readyToDecode(file);
    // Of further pages the adder speaks: it knows whether they become images.
    const { header, notices, parsed } = await decodeSource(source, { page: 0 });
    await assertPagesComplete(source, parsed);
    const stored = { bytes: source.size, modifiedMs };
    return { header, sha256: await sourceSha256(source), ...stored, notices, ...layoutOf(parsed) };
  });
}

export interface ImageFile {
  bytes: Uint8Array;
  modifiedMs: number;
}

/** A file's bytes, within the limits. @throws Problem */
export async function readImageFile(path: string): Promise<ImageFile> {
  try {
    const status = await stat(path);
    assertReadable(status.isFile(), status.size);
    const file = await open(path, 'r');
    try {
      return { bytes: await file.readFile(), modifiedMs: status.mtimeMs };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw asImageProblem(error, path);
  }
}

/** Like decodeImage, of bytes that were read already. @param path names them in problems */
export async function decodeBytes(
  bytes: Uint8Array,
  path: string,
  selection: ImageSelection = {},
): Promise<DecodedImage & { header: ImageHeader }> {
  try {
    const { header, image, notices } = await decodeSource(memorySource(bytes), selection);
    return { header, image, notices };
  } catch (error) {
    throw asImageProblem(error, path);
  }
}

interface DecodedFile extends DecodedImage {
  header: ImageHeader;
  parsed: ParsedHeader;
}

async function decodeSource(source: ByteSource, selection: ImageSelection): Promise<DecodedFile> {
  const parsed = await parseHeader(source, selection);
  const pixels = await decodePixels(source, parsed, selection.channels);
  const changed = replaceNonFinite(pixels.data);
  return {
    parsed,
    header: { ...orientedHeader(parsed.format, parsed.stored), channels: pixels.channels },
    image: applyOrientation(pixels, parsed.stored.orientation),
    notices: noticesOf(parsed, selection, changed),
  };
}

/** A stack is read by its parts: it may be larger than memory. All others are read whole, and once. */
async function readyToDecode(file: ByteSource): Promise<ByteSource> {
  return (await formatOf(file)) === 'tiff' ? file : memorySource(await file.read(0, file.size));
}

/** Cheap beside decoding: most cut stacks have all of their first page. @throws BrokenImage truncated */
async function assertPagesComplete(source: ByteSource, parsed: ParsedHeader): Promise<void> {
  if (parsed.format !== 'tiff') return;
  const { structure, pages } = parsed.stack;
  for (const page of pages.slice(1)) {
    const reader = await openTiffPage(source, structure, page);
    reader.assertComplete();
  }
}

/** Of bytes, in lower-case hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The same of a file that is read by parts. */
export async function sourceSha256(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < source.size; at += HASHED_AT_ONCE) hash.update(await source.read(at, HASHED_AT_ONCE));
  return hash.digest('hex');
}

const HASHED_AT_ONCE = 2 ** 20;

async function decodePixels(
  source: ByteSource,
  parsed: ParsedHeader,
  channels: readonly number[] | undefined,
): Promise<PixelImage> {
  if (parsed.format === 'tiff') return decodeTiff(source, parsed.stack.structure, parsed.stored, channels);
  const image = await decodeWhole(await source.read(0, source.size), parsed);
  return channels === undefined ? image : selectChannels(image, channels);
}

/** Networks would carry a NaN into every weight. @returns how many values were replaced by 0 */
function replaceNonFinite(data: PixelImage['data']): number {
  if (!(data instanceof Float32Array)) return 0;
  let changed = 0;
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    data[i] = 0;
    changed++;
  }
  return changed;
}

function noticesOf(parsed: ParsedHeader, selection: ImageSelection, nonFinite: number): string[] {
  const notices: string[] = [];
  if (parsed.stored.hasAlpha) notices.push('Its transparency was left out; the colours are kept as stored.');
  if (parsed.stored.hasMorePages) notices.push('Only its first frame is used.');
  if (parsed.format === 'tiff') {
    const { pages, pagesLostTo } = parsed.stack;
    if (pages.length > 1 && selection.page === undefined) {
      notices.push(`It holds ${pages.length} pages, of which the first is used.`);
    }
    if (pagesLostTo !== undefined) notices.push(`Further pages could not be read: the file ${pagesLostTo}.`);
  }
  if (nonFinite > 0) notices.push(`${nonFinite} values that are not finite numbers were replaced by 0.`);
  return notices;
}
