import { BrokenImage } from '../../formats/broken-image';
import { MAX_DECODED_BYTES } from '../limits';
import type { StoredHeader } from './stored-header';
import { type TiffDirectory, type TiffStructure, validOrientation } from './tiff-directory';

/** Fields of numbers that a page's header is made of. */
export const TIFF_TAGS = {
  subfileType: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  orientation: 274,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  planarConfiguration: 284,
  predictor: 317,
  tileWidth: 322,
  tileHeight: 323,
  extraSamples: 338,
  sampleFormat: 339,
} as const;

export const TIFF_COMPRESSION = { none: 1, lzw: 5, jpeg: 7, deflate: 8, oldDeflate: 32946, packBits: 32773 } as const;

/** How a TIFF file's samples mean colours. */
export type TiffColor = 'white-is-zero' | 'grey' | 'rgb' | 'palette' | 'cmyk' | 'ycbcr';

export interface TiffHeader extends StoredHeader {
  isLittleEndian: boolean;
  /** The lowest bit of a byte comes first (FillOrder 2). */
  isBitReversed: boolean;
  /** A smaller copy of another page, or its mask. */
  isAuxiliary: boolean;
  color: TiffColor;
  bits: number;
  kind: 'unsigned' | 'signed' | 'float';
  compression: number;
  /** 1 none, 2 horizontal difference, 3 floating-point difference. */
  predictor: number;
  /** Each channel has blocks of its own. */
  isPlanar: boolean;
  /** Which samples of a stored pixel are kept, in order. */
  keptSamples: number[];
  /** Strips are blocks of the image's width. */
  blockWidth: number;
  blockHeight: number;
  isTiled: boolean;
}

/** Values that a header's field has at most. */
export const MAX_SAMPLES = 64;
/** Bits of NewSubfileType: 1 reduced resolution, 4 transparency mask. */
const AUXILIARY = 5;
const MAX_BLOCKS = 2 ** 20;
const COLORS = new Map<number, { color: TiffColor; samples: number; channels: number }>([
  [0, { color: 'white-is-zero', samples: 1, channels: 1 }],
  [1, { color: 'grey', samples: 1, channels: 1 }],
  [2, { color: 'rgb', samples: 3, channels: 3 }],
  [3, { color: 'palette', samples: 1, channels: 3 }],
  [5, { color: 'cmyk', samples: 4, channels: 3 }],
  [6, { color: 'ycbcr', samples: 3, channels: 3 }],
]);
const KNOWN_COMPRESSIONS: ReadonlySet<number> = new Set(Object.values(TIFF_COMPRESSION));
const COMPRESSION_NAMES = new Map([
  [2, 'CCITT fax compression'],
  [3, 'CCITT fax compression'],
  [4, 'CCITT fax compression'],
  [6, 'the old kind of JPEG compression'],
  [34712, 'JPEG 2000 compression'],
  [34887, 'LERC compression'],
  [50000, 'Zstandard compression'],
  [50001, 'WebP compression'],
]);
const DEPTHS = { unsigned: [1, 2, 4, 8, 10, 12, 14, 16, 32], signed: [8, 16, 32], float: [16, 32, 64] };

/** A page's header. Format: TIFF 6.0 (1992) and its technical notes. @throws BrokenImage */
export function tiffHeader({ fields }: TiffDirectory, { isLittleEndian }: TiffStructure): TiffHeader {
  const first = (tag: number, otherwise: number): number => {
    const value = fields.get(tag)?.[0] ?? otherwise;
    if (!Number.isSafeInteger(value)) throw new BrokenImage('damaged', `has the value ${value} where a count belongs`);
    return value;
  };
  const width = first(TIFF_TAGS.width, 0);
  const height = first(TIFF_TAGS.height, 0);
  if (width < 1 || height < 1) throw new BrokenImage('damaged', 'is a TIFF file that does not say its size');
  const storedChannels = first(TIFF_TAGS.samplesPerPixel, 1);
  if (storedChannels < 1 || storedChannels > MAX_SAMPLES) {
    throw new BrokenImage('unsupported', `has ${storedChannels} values a pixel; up to ${MAX_SAMPLES} are read`);
  }
  const photometric = first(TIFF_TAGS.photometric, 1);
  const known = COLORS.get(photometric);
  if (!known) {
    throw new BrokenImage('unsupported', `is a TIFF file of the colour kind ${photometric}, which is not read`);
  }
  if (storedChannels < known.samples)
    throw new BrokenImage('damaged', 'has fewer values a pixel than its colours need');
  const { bits, kind } = sampleType(fields, storedChannels);
  const isGrey = known.channels === 1;
  const keptSamples = keptSamplesOf(isGrey ? undefined : known.samples, storedChannels, fields);
  const header: TiffHeader = {
    width,
    height,
    channels: isGrey ? keptSamples.length : 3,
    depth: known.color === 'palette' ? 8 : kind !== 'unsigned' || bits > 16 ? 32 : bits <= 8 ? 8 : 16,
    storedChannels,
    orientation: validOrientation(fields.get(TIFF_TAGS.orientation)?.[0]),
    hasAlpha: storedChannels > keptSamples.length,
    hasMorePages: false,
    pixelSize: null,
    isLittleEndian,
    isBitReversed: first(TIFF_TAGS.fillOrder, 1) === 2,
    isAuxiliary: (first(TIFF_TAGS.subfileType, 0) & AUXILIARY) !== 0,
    color: known.color,
    bits,
    kind,
    compression: first(TIFF_TAGS.compression, TIFF_COMPRESSION.none),
    predictor: first(TIFF_TAGS.predictor, 1),
    isPlanar: storedChannels > 1 && first(TIFF_TAGS.planarConfiguration, 1) === 2,
    keptSamples,
    isTiled: fields.has(TIFF_TAGS.tileWidth),
    blockWidth: first(TIFF_TAGS.tileWidth, width),
    blockHeight: fields.has(TIFF_TAGS.tileWidth)
      ? first(TIFF_TAGS.tileHeight, 0)
      : Math.min(first(TIFF_TAGS.rowsPerStrip, height), height),
  };
  assertKnown(header);
  return header;
}

function sampleType(
  fields: ReadonlyMap<number, number[]>,
  channels: number,
): { bits: number; kind: TiffHeader['kind'] } {
  const allBits = fields.get(TIFF_TAGS.bitsPerSample) ?? [1];
  const formats = fields.get(TIFF_TAGS.sampleFormat) ?? [1];
  const bits = allBits[0] ?? 1;
  const format = formats[0] ?? 1;
  if (allBits.slice(0, channels).some((other) => other !== bits) || formats.some((other) => other !== format)) {
    throw new BrokenImage('unsupported', 'is a TIFF file whose channels differ in depth');
  }
  const kind = format === 2 ? 'signed' : format === 3 ? 'float' : 'unsigned';
  if (format > 4 || !DEPTHS[kind].includes(bits)) {
    throw new BrokenImage(
      'unsupported',
      `is a TIFF file of ${bits}-bit values of the kind ${format}, which are not read`,
    );
  }
  return { bits, kind };
}

/** Colours keep their own samples; grey keeps further channels unless ExtraSamples marks them as alpha (1, 2). */
function keptSamplesOf(colors: number | undefined, stored: number, fields: ReadonlyMap<number, number[]>): number[] {
  const all = Array.from({ length: stored }, (_, index) => index);
  if (colors !== undefined) return all.slice(0, colors);
  const extras = fields.get(TIFF_TAGS.extraSamples) ?? [];
  return all.filter((index) => index === 0 || (extras[index - 1] !== 1 && extras[index - 1] !== 2));
}

function assertKnown(header: TiffHeader): void {
  const { compression, color, bits, kind, predictor, blockWidth, blockHeight, storedChannels, isPlanar } = header;
  const refuse = (what: string): never => {
    throw new BrokenImage('unsupported', `is a TIFF file with ${what}, which is not read`);
  };
  const isJpeg = compression === TIFF_COMPRESSION.jpeg;
  if (!KNOWN_COMPRESSIONS.has(compression)) refuse(COMPRESSION_NAMES.get(compression) ?? `compression ${compression}`);
  if (color === 'ycbcr' && !isJpeg) refuse('YCbCr colours outside of JPEG');
  if (
    isJpeg &&
    (bits !== 8 || color === 'cmyk' || color === 'palette' || (!isPlanar && storedChannels !== header.channels))
  ) {
    refuse('JPEG compression of this kind of pixel');
  }
  if ((color === 'palette' || color === 'cmyk') && (kind !== 'unsigned' || bits > 16))
    refuse(`${bits}-bit ${color} colours`);
  const canPredict = predictor === 2 ? bits >= 8 && bits % 8 === 0 && bits <= 32 : kind === 'float';
  if (predictor !== 1 && ((predictor !== 2 && predictor !== 3) || !canPredict)) refuse(`predictor ${predictor}`);
  const blockBytes = blockWidth * blockHeight * (isPlanar ? 1 : storedChannels) * Math.max(1, bits / 8);
  if (!(blockBytes > 0) || blockBytes > MAX_DECODED_BYTES) {
    throw new BrokenImage('damaged', 'is a TIFF file whose tiles or strips have an impossible size');
  }
  if (blockCount(header) > MAX_BLOCKS) refuse(`more than ${MAX_BLOCKS} tiles`);
}

/** Tiles or strips of the whole page. */
export function blockCount({ width, height, blockWidth, blockHeight, isPlanar, storedChannels }: TiffHeader): number {
  return Math.ceil(width / blockWidth) * Math.ceil(height / blockHeight) * (isPlanar ? storedChannels : 1);
}
