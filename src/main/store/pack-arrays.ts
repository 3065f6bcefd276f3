export interface PackedArguments {
  /** The same values; their byte arrays are views of one new buffer. */
  args: unknown[];
  transfer: ArrayBuffer[];
}

/**
 * Copies all byte arrays among the arguments into one buffer to hand over: the caller's arrays stay usable, and one copy
 * of two megabytes is several times as fast as cloning forty arrays. Looks through arrays and plain objects.
 */
export function packArrays(args: readonly unknown[]): PackedArguments {
  const offsets = new Map<Uint8Array, number>();
  const size = place(args, offsets, 0);
  if (size === 0) return { args: [...args], transfer: [] };
  const buffer = new ArrayBuffer(size);
  const all = new Uint8Array(buffer);
  for (const [array, offset] of offsets) all.set(array, offset);
  return { args: args.map((value) => viewed(value, buffer, offsets)), transfer: [buffer] };
}

/** Gives each array its place, a multiple of 8 for reading by words; returns the bytes used so far. */
function place(value: unknown, offsets: Map<Uint8Array, number>, used: number): number {
  if (value instanceof Uint8Array) {
    if (offsets.has(value)) return used;
    offsets.set(value, used);
    return used + Math.ceil(value.length / 8) * 8;
  }
  if (typeof value !== 'object' || value === null) return used;
  return Object.values(value).reduce<number>((sum, part) => place(part, offsets, sum), used);
}

function viewed(value: unknown, buffer: ArrayBuffer, offsets: ReadonlyMap<Uint8Array, number>): unknown {
  if (value instanceof Uint8Array) return new Uint8Array(buffer, offsets.get(value), value.length);
  if (Array.isArray(value)) return value.map((part) => viewed(part, buffer, offsets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, viewed(part, buffer, offsets)]));
}
