/** Bytes of WebAssembly's binary format (Core Specification 2.0, chapter 5), as far as small vector loops need it. */
export type Code = readonly number[];

export const get = (local: number): Code => [0x20, local];
export const set = (local: number): Code => [0x21, local];
export const tee = (local: number): Code => [0x22, local];
/** local <- local + bytes */
export const advance = (local: number, bytes: number): Code => [
  ...get(local),
  0x41,
  ...signed(bytes),
  ADD_I32,
  ...set(local),
];
export const ADD_I32 = 0x6a;
export const SUBTRACT_I32 = 0x6b;

/** Four float32 at the address on the stack, plus `offset` bytes; addresses need no alignment. */
export const loadVector = (offset = 0): Code => [...vector(0), 0, ...unsigned(offset)];
export const storeVector = (offset = 0): Code => [...vector(11), 0, ...unsigned(offset)];
/** One float32 at the address on the stack, in all four lanes. */
export const loadToAllLanes: Code = [...vector(9), 0, 0];
export const zeroVector: Code = [...vector(12), ...Array<number>(16).fill(0)];
export const addVectors = vector(228);
export const subtractVectors = vector(229);
export const multiplyVectors = vector(230);
export const squareRoots = vector(227);

/** Picks four of eight lanes: 0..3 of the vector below on the stack, 4..7 of the one on top. */
export function pickLanes(lanes: readonly [number, number, number, number]): Code {
  return [...vector(13), ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))];
}

/** Runs `body` again as long as `address` (a local) is below `end` (another). */
export function loopWhileBelow(address: number, end: number, body: Code): Code {
  return [0x03, 0x40, ...body, ...get(address), ...get(end), 0x49, 0x0d, 0, 0x0b];
}

export interface WasmFunction {
  name: string;
  /** Addresses, locals 0.. */
  parameters: number;
  /** Vectors, the locals after the parameters. */
  vectors: number;
  body: Code;
}

/** A module of functions over the memory that is imported as `host.memory`. */
export function wasmModule(functions: readonly WasmFunction[]): Uint8Array {
  const types = functions.map(({ parameters }) => [0x60, parameters, ...Array(parameters).fill(0x7f), 0]);
  const exported = functions.map(({ name }, index) => [...text(name), 0, index]);
  const bodies = functions.map(({ vectors, body }) => {
    const code = [1, vectors, 0x7b, ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(2, [[...text('host'), ...text('memory'), 2, 0, 1]]),
    ...section(
      3,
      functions.map((_, index) => [index]),
    ),
    ...section(7, exported),
    ...section(10, bodies),
  ]);
}

function section(id: number, entries: readonly Code[]): Code {
  const content = [...unsigned(entries.length), ...entries.flat()];
  return [id, ...unsigned(content.length), ...content];
}

function vector(operation: number): Code {
  return [0xfd, ...unsigned(operation)];
}

function text(value: string): Code {
  return [value.length, ...Buffer.from(value, 'latin1')];
}

/** LEB128, seven bits a byte. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}
