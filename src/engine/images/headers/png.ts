import { crc32 } from 'node:zlib';
import { BrokenImage } from '../../formats/broken-image';
import { assertPlausible } from '../../formats/png';
import { chunkType, PNG_SIGNATURE, readShape } from '../../formats/png-chunks';
import type { ByteSource } from '../byte-source';
import { assertFits, readView, type StoredHeader } from './stored-header';
import { exifOrientation, MAX_EXIF_BYTES } from './tiff-directory';

/** Size and kind from IHDR, transparency and orientation from the chunks before the pixels. @throws BrokenImage */
export async function readPngHeader(source: ByteSource): Promise<StoredHeader> {
  const start = await readView(source, PNG_SIGNATURE.length, 25);
  const bytes = new Uint8Array(start.buffer, start.byteOffset, 25);
  if (start.getUint32(0) !== 13 || chunkType(bytes, 4) !== 'IHDR') {
    throw new BrokenImage('damaged', 'does not begin with a PNG header');
  }
  if (crc32(bytes.subarray(4, 21)) !== start.getUint32(21)) {
    throw new BrokenImage('damaged', 'has a PNG header whose checksum does not match');
  }
  const shape = readShape(bytes.subarray(8, 21));
  const depth = shape.bitDepth === 16 ? 16 : 8;
  const storedChannels = shape.colorType === 3 ? 3 : shape.channels;
  assertFits(shape.width, shape.height, storedChannels, depth);
  assertPlausible(shape, source.size);
  const { hasTransparency, orientation } = await scanChunks(source);
  return {
    width: shape.width,
    height: shape.height,
    channels: shape.colorType === 0 || shape.colorType === 4 ? 1 : 3,
    depth,
    storedChannels,
    orientation,
    hasAlpha: hasTransparency || shape.colorType >= 4,
    hasMorePages: false,
  };
}

async function scanChunks(source: ByteSource): Promise<{ hasTransparency: boolean; orientation: number }> {
  let hasTransparency = false;
  let orientation = 1;
  let offset = PNG_SIGNATURE.length + 25;
  for (;;) {
    const head = await readView(source, offset, 8);
    const length = head.getUint32(0);
    const type = chunkType(new Uint8Array(head.buffer, head.byteOffset, 8), 4);
    if (type === 'IDAT' || type === 'IEND') return { hasTransparency, orientation };
    if (type === 'tRNS') hasTransparency = true;
    if (type === 'eXIf')
      orientation = await exifOrientation(await source.read(offset + 8, Math.min(length, MAX_EXIF_BYTES)));
    offset += 12 + length;
  }
}
