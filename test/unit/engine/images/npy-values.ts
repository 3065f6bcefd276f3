/** A .npy file of version 1, C order, little-endian: what NumPy writes for uint8, uint16 and float32. */
export function readNpy(bytes: Uint8Array): { shape: number[]; data: Uint8Array | Uint16Array | Float32Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 10 + view.getUint16(8, true);
  const header = Buffer.from(bytes.subarray(10, start)).toString('latin1');
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '').split(',').filter((part) => part.trim() !== '');
  // A copy: values of more than one byte need an aligned start.
  const body = new Uint8Array(bytes.subarray(start)).buffer;
  const kind = /'descr': '([^']+)'/.exec(header)?.[1];
  const data = kind === '|u1' ? new Uint8Array(body) : kind === '<u2' ? new Uint16Array(body) : new Float32Array(body);
  return { shape: shape.map(Number), data };
}
