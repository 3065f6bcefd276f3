import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { encodeGreyPng } from '../../src/engine/formats/png';

export interface Picture {
  width: number;
  height: number;
  /** Grey 0..255. */
  grey: Uint8Array;
  /** 0 line, 255 ground: as label images of membranes are usually stored. */
  mask: Uint8Array;
}

/** A picture like a micrograph: dark wavy lines, three pixels wide, on noisy bright ground. Same seed, same picture. */
export function linePicture(width: number, height: number, seed: number): Picture {
  const random = xoroshiro128plus(seed + 1);
  const draw = (): number => ((random.next() >>> 0) + 0.5) / 2 ** 32;
  const lines = Array.from({ length: 4 }, () => ({
    at: draw(),
    wave: 4 + 6 * draw(),
    pace: 0.05 + 0.1 * draw(),
    phase: 6 * draw(),
    isUpright: draw() < 0.5,
  }));
  const grey = new Uint8Array(width * height);
  const mask = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isLine = lines.some(({ at, wave, pace, phase, isUpright }) => {
        const [along, across, side] = isUpright ? [y, x, width] : [x, y, height];
        return Math.abs(across - at * side - wave * Math.sin(pace * along + phase)) < 1.6;
      });
      const noise = 50 * (draw() + draw() - 1);
      grey[y * width + x] = Math.max(0, Math.min(255, (isLine ? 80 : 165) + noise));
      if (isLine) mask[y * width + x] = 0;
    }
  }
  return { width, height, grey, mask };
}

/** Writes `count` pictures as `images/line_NN.png` and `labels/line_NN.png` into a folder. */
export function writeLinePictures(folder: string, count: number, side: number): { images: string; labels: string } {
  const images = join(folder, 'images');
  const labels = join(folder, 'labels');
  mkdirSync(images, { recursive: true });
  mkdirSync(labels, { recursive: true });
  for (let index = 0; index < count; index++) {
    const { grey, mask } = linePicture(side, side, index);
    const name = `line_${String(index).padStart(2, '0')}.png`;
    writeFileSync(join(images, name), encodeGreyPng(side, side, grey));
    writeFileSync(join(labels, name), encodeGreyPng(side, side, mask));
  }
  return { images, labels };
}
