import { metresOfUnit, type PixelSize, pixelSizeOfDensity } from '../../../shared/images/pixel-size';
import type { StackOrder } from './ome';

/** What ImageJ writes into the description of its files: a line "ImageJ=1.54f" and further lines "key=value". */
export interface ImageJFacts {
  /** Planes in all; a file of one directory may hold the others behind its first. */
  images: number;
  channels: number;
  /** Lower-case unit of length, e.g. "micron"; "" where it says none. */
  unit: string;
}

/** @returns undefined where the description is not ImageJ's */
export function imageJFacts(description: string): ImageJFacts | undefined {
  if (!description.startsWith('ImageJ=')) return undefined;
  const lines = new Map(description.split('\n').map((line) => splitAt(line.trim(), '=')));
  const count = (key: string): number => {
    const value = Number(lines.get(key));
    return Number.isInteger(value) && value > 0 ? value : 1;
  };
  return { images: count('images'), channels: count('channels'), unit: lines.get('unit') ?? '' };
}

/** Channels are fastest, then slices, then frames. @returns undefined where the planes do not come out even */
export function imageJOrder(
  { channels }: ImageJFacts,
  planes: number,
  pixelSize: PixelSize | null,
): StackOrder | undefined {
  if (planes % channels !== 0) return undefined;
  const slices = Array.from({ length: planes / channels }, (_, slice) =>
    Array.from({ length: channels }, (_channel, channel) => slice * channels + channel),
  );
  return { slices, channelNames: [], pixelSize };
}

/** XResolution and YResolution are pixels a unit of the description. */
export function imageJPixelSize(
  { unit }: ImageJFacts,
  xResolution: number | undefined,
  yResolution: number | undefined,
): PixelSize | null {
  const metres = metresOfUnit(unit);
  if (metres === undefined || xResolution === undefined) return null;
  return pixelSizeOfDensity(xResolution, yResolution ?? xResolution, metres, 'imagej');
}

function splitAt(line: string, mark: string): [string, string] {
  const at = line.indexOf(mark);
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}
