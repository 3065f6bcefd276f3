/**
 * Writes the safetensors format: the header's length (8 bytes, little-endian), the header as JSON, the raw values.
 * @param {Map<string, import('./torch-file.mjs').Tensor>} tensors float32
 * @param {Record<string, string>} metadata
 * @returns {Buffer}
 */
export function encodeSafetensors(tensors, metadata) {
  /** @type {Record<string, unknown>} */
  const header = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { shape, values }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + values.byteLength] };
    offset += values.byteLength;
  }
  const json = Buffer.from(JSON.stringify(header));
  // Spaces, so that the values begin at a multiple of eight and can be viewed in place.
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  const bytes = [...tensors.values()].map(({ values }) =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  );
  return Buffer.concat([length, padded, ...bytes]);
}
