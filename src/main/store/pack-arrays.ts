import { isEmptyTile } from '../../shared/labels/tile-map';

export interface PackedArguments {
  /** The same values; their byte arrays are views of one new buffer. */
  args: unknown[];
  transfer: ArrayBuffer[];
}

/**
 * Copies all byte arrays among the arguments into one buffer to hand over: the caller's arrays stay usable, and one copy
 * of two megabytes is several times as fast as cloning forty arrays. Arrays of zeros, such as tiles not painted before,
 * share one place. Looks through arrays and plain objects.
 */
export function packArrays(args: readonly unknown[]): PackedArguments {
  const arrays = new Set<Uint8Array>();
  collect(args, arrays);
  if (arrays.size === 0) return { args: [...args], transfer: [] };
  const offsets = new Map<Uint8Array, number>();
  let zeros = 0;
  for (const array of arrays) {
    if (!isEmptyTile(array)) continue;
    offsets.set(array, 0);
    zeros = Math.max(zeros, array.length);
  }
  let size = aligned(zeros);
  for (const array of arrays) {
    if (offsets.has(array)) continue;
    offsets.set(array, size);
    size += aligned(array.length);
  }
  const buffer = new ArrayBuffer(size);
  const all = new Uint8Array(buffer);
  for (const [array, offset] of offsets) if (offset >= aligned(zeros)) all.set(array, offset);
  return { args: args.map((value) => viewed(value, buffer, offsets)), transfer: [buffer] };
}

/** Multiples of 8, for reading by words. */
function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}

function collect(value: unknown, arrays: Set<Uint8Array>): void {
  if (value instanceof Uint8Array) arrays.add(value);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) collect(part, arrays);
}

function viewed(value: unknown, buffer: ArrayBuffer, offsets: ReadonlyMap<Uint8Array, number>): unknown {
  if (value instanceof Uint8Array) return new Uint8Array(buffer, offsets.get(value), value.length);
  if (Array.isArray(value)) return value.map((part) => viewed(part, buffer, offsets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, viewed(part, buffer, offsets)]));
}
