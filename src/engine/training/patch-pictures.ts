import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VOID_CHANNEL } from '../../shared/training/channels';
import type { Prepared, SnapshotChannel } from '../../shared/training/snapshot';
import { encodeRgbPng } from '../formats/png-encode';
import { cropReflected, type Rectangle } from '../inference/crop';
import { overlayPixels } from '../inference/palette';
import { writeProblem } from './durable-file';
import type { StoredImage } from './read-images';
import { readPixels } from './work-files';

/** So many validation images are followed through a run, a square of that side of each. */
const FOLLOWED = 2;
const SIDE = 160;

/** Pictures of the same validation patches through a run, with what the network says of them. */
export interface PatchPictures {
  /** Images whose predictions are wanted, of those that validate the first. */
  readonly images: readonly StoredImage[];
  /** Keeps a picture of what was predicted for an image. @param channels [H,W] @param step steps done */
  keep(step: number, image: number, channels: Uint8Array): Promise<void>;
}

/**
 * Chooses the patches, keeps a picture of their labels, and takes away pictures of steps that the run takes anew.
 * @param fromStep steps done
 */
export async function openPatchPictures(
  options: {
    runFolder: string;
    validation: readonly StoredImage[];
    channels: readonly SnapshotChannel[];
    range: Pick<Prepared, 'lo' | 'hi'>;
  },
  fromStep: number,
): Promise<PatchPictures> {
  const { runFolder, channels, range } = options;
  const folder = join(runFolder, 'pictures');
  const images = options.validation.slice(0, FOLLOWED);
  const patches = await Promise.all(images.map((image) => patchOf(image)));
  const put = async (name: string, index: number, map: Uint8Array): Promise<void> => {
    const { image, patch } = patches[index];
    const pixels = cropReflected(image, patch);
    const cropped = cropChannels(map, image.width, patch);
    // Void is left bare, as the background is.
    const ids = cropped.map((channel) => (channel === VOID_CHANNEL ? 0 : channels[channel].id));
    const path = join(folder, `${name}-${index}.png`);
    try {
      await writeFile(path, encodeRgbPng(patch.width, patch.height, overlayPixels(pixels, ids, channels, range)));
    } catch (error) {
      throw writeProblem(error, path);
    }
  };
  if (images.length > 0) await begin(folder, fromStep);
  for (const [index, { labels }] of patches.entries()) await put('labels', index, labels);
  return { images, keep: (step, image, map) => put(String(step), image, map) };
}

async function begin(folder: string, fromStep: number): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw writeProblem(error, folder);
  }
  for (const name of await readdir(folder)) {
    const step = Number.parseInt(name, 10);
    if (step > fromStep) await rm(join(folder, name), { force: true });
  }
}

async function patchOf(stored: StoredImage) {
  const image = await readPixels(stored);
  const labels = new Uint8Array(await readFile(stored.labels.path));
  return { image, labels, patch: busiestPatch(labels, image.width, image.height) };
}

/** The square with the most borders between classes, on a grid of half its side. */
function busiestPatch(labels: Uint8Array, width: number, height: number): Rectangle {
  const size = { width: Math.min(SIDE, width), height: Math.min(SIDE, height) };
  let best = { x: 0, y: 0, borders: -1 };
  for (let y = 0; y + size.height <= height; y += SIDE / 2) {
    for (let x = 0; x + size.width <= width; x += SIDE / 2) {
      const borders = bordersIn(labels, width, { x, y, ...size });
      if (borders > best.borders) best = { x, y, borders };
    }
  }
  return { x: best.x, y: best.y, ...size };
}

function bordersIn(labels: Uint8Array, stride: number, { x, y, width, height }: Rectangle): number {
  let borders = 0;
  for (let row = y; row < y + height; row++) {
    for (let at = row * stride + x; at < row * stride + x + width - 1; at++) {
      const [here, next] = [labels[at], labels[at + 1]];
      if (here !== next && here !== VOID_CHANNEL && next !== VOID_CHANNEL) borders++;
    }
  }
  return borders;
}

function cropChannels(map: Uint8Array, stride: number, { x, y, width, height }: Rectangle): Uint8Array {
  const out = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * stride + x;
    out.set(map.subarray(from, from + width), row * width);
  }
  return out;
}
