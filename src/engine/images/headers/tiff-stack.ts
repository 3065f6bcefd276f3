import { type PixelSize, pixelSizeOf } from '../../../shared/images/pixel-size';
import { BrokenImage } from '../../formats/broken-image';
import type { ByteSource } from '../byte-source';
import { type ImageJFacts, imageJFacts, imageJOrder, imageJPixelSize } from './imagej';
import { omeOrder, type StackOrder } from './ome';
import type { StoredHeader } from './stored-header';
import { MAX_SAMPLES, TIFF_TAGS, type TiffHeader, tiffHeader } from './tiff';
import { readDirectory, readStructure, resolutionIn, type TiffDirectory, type TiffStructure } from './tiff-directory';

/** One directory's picture. */
export interface TiffPlane {
  header: TiffHeader;
  directoryOffset: number;
  /** Bytes from the directory's pixels to this plane's, where one directory stands for many planes. */
  shift: number;
}

/** A slice: one plane or several, whose channels follow each other. */
export interface TiffPage extends StoredHeader {
  kind: TiffHeader['kind'];
  planes: readonly TiffPlane[];
}

export interface TiffStack {
  structure: TiffStructure;
  pages: readonly TiffPage[];
  /** Of a page's channels; empty where the file names none. */
  channelNames: readonly string[];
  pixelSize: PixelSize | null;
  /** Why pages after those could not be read; undefined where all were. */
  pagesLostTo: string | undefined;
}

const FIRST_ONLY_TAGS = { xResolution: 282, yResolution: 283, resolutionUnit: 296, scale: 33550, geoKeys: 34735 };
const DESCRIPTION = 270;
const MAX_PLANES = 2 ** 16;
const MAX_GEO_VALUES = 1024;

/**
 * The pages of a TIFF file, in the order that OME-XML or ImageJ's description gives them, else one a directory; smaller
 * copies and masks are left out. @throws BrokenImage where the first page is none that is read
 */
export async function readTiffStack(source: ByteSource): Promise<TiffStack> {
  const structure = await readStructure(source);
  const first = await readDirectory(source, structure, structure.firstDirectory, FIRST_FIELDS);
  const planes = [
    { header: tiffHeader(first, structure), directoryOffset: structure.firstDirectory, shift: 0 },
  ] satisfies TiffPlane[];
  const pagesLostTo = await readFurther(source, structure, first.next, planes);
  const description = first.texts.get(DESCRIPTION) ?? '';
  const imageJ = imageJFacts(description);
  const all = imageJ === undefined ? planes : withHiddenPlanes(planes, imageJ);
  const order = stackOrder(description, imageJ, first, all);
  const merged = order && pagesOf(all, order.slices);
  const pixelSize = order?.pixelSize ?? groundSize(first) ?? resolutionIn(first.fields, 'tiff');
  const pages = (merged ?? plainPages(all)).map((page) => ({ ...page, pixelSize }));
  const isNamed = merged !== undefined && order?.channelNames.length === pages[0]?.channels;
  return { structure, pages, channelNames: isNamed ? (order?.channelNames ?? []) : [], pixelSize, pagesLostTo };
}

const PAGE_NUMBERS: ReadonlySet<number> = new Set(Object.values(TIFF_TAGS));
const PAGE_FIELDS = { numbers: PAGE_NUMBERS, maxValues: MAX_SAMPLES };
const FIRST_FIELDS = {
  numbers: new Set([...PAGE_NUMBERS, ...Object.values(FIRST_ONLY_TAGS)]),
  maxValues: MAX_GEO_VALUES,
  texts: new Set([DESCRIPTION]),
};

/** @returns why the chain of directories could not be followed to its end */
async function readFurther(
  source: ByteSource,
  structure: TiffStructure,
  from: number,
  planes: TiffPlane[],
): Promise<string | undefined> {
  const seen = new Set([structure.firstDirectory]);
  let offset = from;
  try {
    while (offset !== 0) {
      if (seen.has(offset)) throw new BrokenImage('damaged', 'has pages that follow each other in a circle');
      if (planes.length === MAX_PLANES) throw new BrokenImage('unsupported', `has more than ${MAX_PLANES} pages`);
      seen.add(offset);
      const directory = await readDirectory(source, structure, offset, PAGE_FIELDS);
      planes.push({ header: tiffHeader(directory, structure), directoryOffset: offset, shift: 0 });
      offset = directory.next;
    }
    return undefined;
  } catch (error) {
    if (error instanceof BrokenImage) return error.message;
    throw error;
  }
}

/** ImageJ writes large stacks as one directory, the planes lying uncompressed behind each other. */
function withHiddenPlanes(planes: readonly TiffPlane[], { images }: ImageJFacts): readonly TiffPlane[] {
  const [first] = planes;
  if (first === undefined || planes.length > 1 || images < 2 || images > MAX_PLANES) return planes;
  const { width, height, storedChannels, bits, compression } = first.header;
  if (compression !== 1 || bits % 8 !== 0) return planes;
  const planeBytes = (width * height * storedChannels * bits) / 8;
  return Array.from({ length: images }, (_, index) => ({ ...first, shift: index * planeBytes }));
}

function stackOrder(
  description: string,
  imageJ: ImageJFacts | undefined,
  first: TiffDirectory,
  planes: readonly TiffPlane[],
): StackOrder | undefined {
  if (imageJ === undefined) return omeOrder(description, planes.length);
  const [x, y] = [FIRST_ONLY_TAGS.xResolution, FIRST_ONLY_TAGS.yResolution].map((tag) => first.fields.get(tag)?.[0]);
  return imageJOrder(imageJ, planes.length, imageJPixelSize(imageJ, x, y));
}

/** @returns undefined where planes of one slice differ in size or kind: then the description cannot be meant so */
function pagesOf(planes: readonly TiffPlane[], slices: readonly (readonly number[])[]): TiffPage[] | undefined {
  const pages: TiffPage[] = [];
  for (const slice of slices) {
    const own = slice.flatMap((index) => planes[index] ?? []);
    const [first] = own;
    if (first === undefined || own.length !== slice.length) return undefined;
    const { width, height, depth, kind } = first.header;
    const isAlike = own.every(
      ({ header }) =>
        header.width === width && header.height === height && header.depth === depth && header.kind === kind,
    );
    if (!isAlike) return undefined;
    pages.push(pageOf(own, first.header));
  }
  return pages;
}

function plainPages(planes: readonly TiffPlane[]): TiffPage[] {
  const whole = planes.filter(({ header }, index) => index === 0 || !header.isAuxiliary);
  return whole.map((plane) => pageOf([plane], plane.header));
}

function pageOf(planes: readonly TiffPlane[], header: TiffHeader): TiffPage {
  const sum = (count: (header: TiffHeader) => number): number =>
    planes.reduce((total, plane) => total + count(plane.header), 0);
  const { width, height, depth, kind, orientation, hasAlpha, hasMorePages, pixelSize } = header;
  return {
    width,
    height,
    channels: sum((plane) => plane.channels),
    depth,
    // Planes are decoded one after the other into the page.
    storedChannels: sum((plane) => plane.channels) + (header.storedChannels - header.channels),
    orientation,
    hasAlpha,
    hasMorePages,
    pixelSize,
    kind,
    planes,
  };
}

/**
 * Metres a pixel of an orthophoto in projected coordinates. Format: OGC GeoTIFF 1.1: ModelPixelScale; GeoKeys
 * GTModelType 1024 (1 projected) and ProjLinearUnits 3076 (9001 metre, 9002 and 9003 feet).
 */
function groundSize({ fields }: TiffDirectory): PixelSize | null {
  const [x, y] = fields.get(FIRST_ONLY_TAGS.scale) ?? [];
  const keys = fields.get(FIRST_ONLY_TAGS.geoKeys) ?? [];
  const key = (id: number): number | undefined => {
    for (let at = 4; at + 3 < keys.length; at += 4) if (keys[at] === id && keys[at + 1] === 0) return keys[at + 3];
    return undefined;
  };
  if (x === undefined || y === undefined || key(1024) !== 1) return null;
  const unit = key(3076) ?? 9001;
  const metres = unit === 9001 ? 1 : unit === 9002 ? 0.3048 : unit === 9003 ? 1200 / 3937 : Number.NaN;
  return pixelSizeOf(x * metres, y * metres, 'geotiff');
}
