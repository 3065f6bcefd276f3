import { metresOfUnit, type PixelSize, pixelSizeOf } from '../../../shared/images/pixel-size';
import { xmlParts } from './xml-tags';

/** How the planes of a file make up its slices. */
export interface StackOrder {
  /** For each slice (z fastest, then t) its planes, one a channel group, as positions in the file. */
  slices: number[][];
  /** One a channel; empty where they have none. */
  channelNames: string[];
  pixelSize: PixelSize | null;
}

interface OmeImage {
  order: string;
  size: Record<'C' | 'Z' | 'T', number>;
  channels: { name: string; samples: number }[];
  placed: PlacedPlanes[];
  pixelSize: PixelSize | null;
}

/** A TiffData element: so many planes from a position in the file on. */
interface PlacedPlanes {
  file: number | undefined;
  first: Record<'C' | 'Z' | 'T', number>;
  count: number | undefined;
  /** Identifier of the file that holds them. */
  uuid: string | undefined;
}

const DEFAULT_ORDER = 'XYCZT';
const ORDER = /^XY(CZT|CTZ|ZCT|ZTC|TCZ|TZC)$/;
const MAX_PLANES = 2 ** 20;

/**
 * The order of planes that an OME-XML description gives, of all its images one after the other.
 * Format: OME-TIFF specification 6.1, https://docs.openmicroscopy.org/ome-model/latest/ome-tiff/specification.html
 * @param planes how many planes the file holds
 * @returns undefined where the text is no OME-XML, or tells of planes that this file has not (parts in other files)
 */
export function omeOrder(description: string, planes: number): StackOrder | undefined {
  if (!description.includes('<OME') && !description.includes(':OME')) return undefined;
  const { images, uuid } = readImages(description);
  const slices: number[][] = [];
  for (const image of images) {
    const own = slicesOf(image, planes, uuid);
    if (own === undefined) return undefined;
    slices.push(...own);
  }
  const [first] = images;
  if (first === undefined || slices.length === 0) return undefined;
  const hasOwnNames = first.channels.every(({ samples }) => samples === 1) && first.channels.some(({ name }) => name);
  return {
    slices,
    channelNames: hasOwnNames ? first.channels.map(({ name }) => name) : [],
    pixelSize: first.pixelSize,
  };
}

function readImages(xml: string): { images: OmeImage[]; uuid: string | undefined } {
  const images: OmeImage[] = [];
  let uuid: string | undefined;
  let isUuid = false;
  for (const part of xmlParts(xml)) {
    const image = images.at(-1);
    if (part.kind === 'text' && isUuid) {
      const planes = image?.placed.at(-1);
      if (planes) planes.uuid = part.text;
    }
    isUuid = part.kind === 'open' && part.name === 'UUID';
    if (part.kind !== 'open') continue;
    const { name, attributes } = part;
    if (name === 'OME') uuid = attributes.get('UUID');
    else if (name === 'Pixels') images.push(readPixels(attributes));
    else if (name === 'Channel') {
      image?.channels.push({
        name: attributes.get('Name') ?? '',
        samples: count(attributes.get('SamplesPerPixel')) ?? 1,
      });
    } else if (name === 'TiffData') image?.placed.push(readPlaced(attributes));
  }
  return { images, uuid };
}

function readPixels(attributes: ReadonlyMap<string, string>): OmeImage {
  const order = attributes.get('DimensionOrder') ?? DEFAULT_ORDER;
  const side = (axis: 'X' | 'Y'): number =>
    Number(attributes.get(`PhysicalSize${axis}`)) *
    (metresOfUnit(attributes.get(`PhysicalSize${axis}Unit`) ?? 'µm') ?? Number.NaN);
  return {
    order: ORDER.test(order) ? order : DEFAULT_ORDER,
    size: {
      C: count(attributes.get('SizeC')) ?? Number.NaN,
      Z: count(attributes.get('SizeZ')) ?? Number.NaN,
      T: count(attributes.get('SizeT')) ?? Number.NaN,
    },
    channels: [],
    placed: [],
    pixelSize: pixelSizeOf(side('X'), side('Y'), 'ome'),
  };
}

function readPlaced(attributes: ReadonlyMap<string, string>): PlacedPlanes {
  const first = (axis: string): number => Number(attributes.get(`First${axis}`) ?? 0);
  const file = attributes.get('IFD');
  return {
    file: file === undefined ? undefined : Number(file),
    first: { C: first('C'), Z: first('Z'), T: first('T') },
    count: count(attributes.get('PlaneCount')),
    uuid: undefined,
  };
}

function slicesOf(image: OmeImage, planes: number, uuid: string | undefined): number[][] | undefined {
  const samples = image.channels[0]?.samples ?? 1;
  if (image.channels.some((channel) => channel.samples !== samples) || image.size.C % samples !== 0) return undefined;
  const sizes = { C: image.size.C / samples, Z: image.size.Z, T: image.size.T };
  const total = sizes.C * sizes.Z * sizes.T;
  if (!(total <= Math.min(planes, MAX_PLANES))) return undefined;
  const slices = Array.from({ length: sizes.Z * sizes.T }, () => Array.from({ length: sizes.C }, () => -1));
  const axes = [...image.order.slice(2)].filter((axis): axis is 'C' | 'Z' | 'T' => 'CZT'.includes(axis));
  const placed = image.placed.length > 0 ? image.placed : [{ ...EVERYTHING, count: total }];
  for (const part of placed) {
    if (uuid !== undefined && part.uuid !== undefined && part.uuid !== uuid) continue;
    const many = Math.min(part.count ?? (part.file === undefined ? total : 1), total);
    let index = 0;
    for (let i = 0, stride = 1; i < axes.length; i++) {
      const axis = axes[i] ?? 'C';
      index += part.first[axis] * stride;
      stride *= sizes[axis];
    }
    for (let i = 0; i < many; i++) {
      const at = positionOf(index + i, axes, sizes);
      const slice = slices[at.T * sizes.Z + at.Z];
      if (slice) slice[at.C] = (part.file ?? 0) + i;
    }
  }
  const isWhole = slices.every((slice) => slice.every((plane) => plane >= 0 && plane < planes));
  return isWhole ? slices : undefined;
}

const EVERYTHING: PlacedPlanes = { file: 0, first: { C: 0, Z: 0, T: 0 }, count: undefined, uuid: undefined };

function positionOf(
  index: number,
  axes: readonly ('C' | 'Z' | 'T')[],
  sizes: Record<'C' | 'Z' | 'T', number>,
): Record<'C' | 'Z' | 'T', number> {
  const at = { C: 0, Z: 0, T: 0 };
  let rest = index;
  for (const axis of axes) {
    at[axis] = rest % sizes[axis];
    rest = Math.floor(rest / sizes[axis]);
  }
  return at;
}

function count(text: string | undefined): number | undefined {
  const value = Number(text);
  return text !== undefined && Number.isInteger(value) && value > 0 ? value : undefined;
}
