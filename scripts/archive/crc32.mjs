const table = new Uint32Array(256).map((_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/**
 * CRC-32 (ISO 3309, as in zip). Node has one of its own only from 20.15 on.
 * @param {Uint8Array} bytes
 * @param {number} [previous] the sum of the bytes before
 * @returns {number} 0 to 2^32 - 1
 */
export function crc32(bytes, previous = 0) {
  let crc = ~previous;
  for (let i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}
