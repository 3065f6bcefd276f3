import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PixelImage } from '../../shared/images/pixels';
import { writeProblem } from './durable-file';
import type { FileRegion } from './sampler/batch-types';

/**
 * Raw files of a run's images in the cache: pixels, output channels and importance, rows one after another. The
 * sampler's workers read them by rows where they do not fit into memory. They live as long as the run's process.
 */
export interface WorkFiles {
  write(name: string, data: PixelImage['data']): Promise<FileRegion>;
  remove(): Promise<void>;
}

/** Begins anew: what a killed process left under the same name is removed. */
export async function openWorkFiles(cacheFolder: string, name: string): Promise<WorkFiles> {
  const folder = join(cacheFolder, 'prepared', name);
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw writeProblem(error, folder);
  }
  return {
    async write(file, data) {
      const path = join(folder, file);
      try {
        await writeFile(path, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      } catch (error) {
        throw writeProblem(error, path);
      }
      return { path, offset: 0 };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export interface StoredPixels {
  width: number;
  height: number;
  channels: number;
  depth: PixelImage['depth'];
  pixels: FileRegion;
}

/** The pixels that were written. */
export async function readPixels(stored: StoredPixels): Promise<PixelImage> {
  const bytes = await readFile(stored.pixels.path);
  // Copied into a buffer of its own, since 16-bit and float views need an even offset.
  const { buffer } = new Uint8Array(bytes);
  const { width, height, channels, depth } = stored;
  switch (depth) {
    case 8:
      return { width, height, channels, depth, data: new Uint8Array(buffer) };
    case 16:
      return { width, height, channels, depth, data: new Uint16Array(buffer) };
    case 32:
      return { width, height, channels, depth, data: new Float32Array(buffer) };
  }
}
