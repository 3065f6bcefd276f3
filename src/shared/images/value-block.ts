import { z } from 'zod';

/** Values of a part of an upright picture, in the file's own units. */
export interface ValueBlock {
  x: number;
  y: number;
  width: number;
  height: number;
  channels: number;
  /** [height, width, channels] */
  values: number[];
  /** Of the channels; empty where the file names none. */
  names: string[];
}

const place = z.int().min(0);
const side = z.int().min(1);

export const valueBlockSchema: z.ZodType<ValueBlock> = z.object({
  x: place,
  y: place,
  width: side,
  height: side,
  channels: side,
  values: z.array(z.number()),
  names: z.array(z.string()),
});

/** The channels of a pixel; null where the block does not hold it. */
export function valuesAt(
  { width, height, channels, values, ...from }: ValueBlock,
  x: number,
  y: number,
): number[] | null {
  const across = x - from.x;
  const down = y - from.y;
  if (across < 0 || down < 0 || across >= width || down >= height) return null;
  const first = (down * width + across) * channels;
  return values.slice(first, first + channels);
}

/** As they are read: `183`, `R 12 G 34 B 56`, `DAPI 812 GFP 90`; channels without a name are counted. */
export function valueWords(values: readonly number[], names: readonly string[] = []): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined && names[0] === undefined) return numberWords(only);
  return values
    .map((value, channel) => `${names[channel] ?? nameOf(channel, values.length)} ${numberWords(value)}`)
    .join(' ');
}

function nameOf(channel: number, channels: number): string {
  return (channels === 3 ? ['R', 'G', 'B'][channel] : undefined) ?? `${channel + 1}:`;
}

/** Whole numbers as they are, others with five digits. */
function numberWords(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
}
