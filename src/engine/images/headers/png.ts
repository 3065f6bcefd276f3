import { crc32 } from 'node:zlib';
import { type PixelSize, pixelSizeOfDensity } from '../../../shared/images/pixel-size';
import { BrokenImage } from '../../formats/broken-image';
import { assertPlausible } from '../../formats/png';
import { chunkType, PNG_SIGNATURE, readShape } from '../../formats/png-chunks';
import type { ByteSource } from '../byte-source';
import { assertFits, readView, type StoredHeader } from './stored-header';
import { type ExifFacts, MAX_EXIF_BYTES, readExif } from './tiff-directory';

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
  const { hasTransparency, orientation, pixelSize } = await scanChunks(source);
  return {
    width: shape.width,
    height: shape.height,
    channels: shape.colorType === 0 || shape.colorType === 4 ? 1 : 3,
    depth,
    storedChannels,
    orientation,
    hasAlpha: hasTransparency || shape.colorType >= 4,
    hasMorePages: false,
    pixelSize,
  };
}

interface ChunkFacts {
  hasTransparency: boolean;
  orientation: number;
  pixelSize: PixelSize | null;
}

async function scanChunks(source: ByteSource): Promise<ChunkFacts> {
  let hasTransparency = false;
  let exif: ExifFacts | undefined;
  let pixelSize: PixelSize | null = null;
  let offset = PNG_SIGNATURE.length + 25;
  for (;;) {
    const head = await readView(source, offset, 8);
    const length = head.getUint32(0);
    const type = chunkType(new Uint8Array(head.buffer, head.byteOffset, 8), 4);
    if (type === 'IDAT' || type === 'IEND') break;
    if (type === 'tRNS') hasTransparency = true;
    if (type === 'pHYs' && length === 9) pixelSize = densityIn(await readView(source, offset + 8, 9));
    if (type === 'eXIf') exif = await readExif(await source.read(offset + 8, Math.min(length, MAX_EXIF_BYTES)));
    offset += 12 + length;
  }
  return { hasTransparency, orientation: exif?.orientation ?? 1, pixelSize: pixelSize ?? exif?.pixelSize ?? null };
}

/** pHYs (specification, section 11.3.4.3): pixels along x and y a unit, which is 1 for the metre. */
function densityIn(view: DataView): PixelSize | null {
  return view.getUint8(8) === 1 ? pixelSizeOfDensity(view.getUint32(0), view.getUint32(4), 1, 'png') : null;
}
