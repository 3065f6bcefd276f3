import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { PixelImage } from '../../../shared/images/pixels';
import { BrokenImage } from '../../formats/broken-image';
import type { StoredHeader } from '../headers/stored-header';
import { withoutLast } from './png';

/** A WebP's pixels by libwebp as WebAssembly: a damaged file cannot reach memory outside of it. Alpha left out. */
export async function decodeWebp(bytes: Uint8Array, header: StoredHeader): Promise<PixelImage> {
  const { default: decode, init } = await import('@jsquash/webp/decode.js');
  binary ??= readFile(createRequire(import.meta.url).resolve('@jsquash/webp/codec/dec/webp_dec.wasm'));
  const options = { noInitialRun: true, wasmBinary: await binary };
  const { width, height } = header;
  let rgba: Uint8ClampedArray;
  try {
    // A fresh instance each time: one that failed on a damaged file may hold broken memory.
    await init(options);
    const picture = await decode(new Uint8Array(bytes).buffer);
    if (picture.width !== width || picture.height !== height) throw new Error('size');
    rgba = picture.data;
  } catch {
    throw new BrokenImage('damaged', 'cannot be decoded as WebP');
  }
  const data = withoutLast(new Uint8Array(rgba.buffer, rgba.byteOffset, rgba.length), 4);
  return { width, height, channels: 3, depth: 8, data };
}

let binary: Promise<Uint8Array> | undefined;
