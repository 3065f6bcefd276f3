import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { encodeRgbPng } from '../../src/engine/formats/png';

type Rgb = readonly [number, number, number];

const stain: { wall: Rgb; nucleus: Rgb; body: readonly Rgb[] } = {
  wall: [96, 44, 104],
  nucleus: [84, 52, 138],
  body: [
    [236, 182, 206],
    [226, 160, 196],
    [240, 200, 214],
    [214, 150, 190],
  ],
};

/** A picture like stained tissue: cells with walls and nuclei. Same seed, same picture. RGB, interleaved. */
export function tissuePicture(width: number, height: number, seed: number): Uint8Array {
  const random = xoroshiro128plus(seed + 1);
  const draw = (): number => ((random.next() >>> 0) + 0.5) / 2 ** 32;
  const count = Math.round((width * height) / 1800);
  const cells = Array.from({ length: count }, () => ({
    x: draw() * width,
    y: draw() * height,
    nucleusPx: 5 + 6 * draw(),
    body: stain.body[Math.floor(draw() * stain.body.length)] ?? stain.wall,
    offsetX: 8 * (draw() - 0.5),
    offsetY: 8 * (draw() - 0.5),
  }));
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [first, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      let cell = cells[0];
      for (const candidate of cells) {
        const distance = Math.hypot(candidate.x - x, candidate.y - y);
        if (distance < first) [first, second, cell] = [distance, first, candidate];
        else if (distance < second) second = distance;
      }
      if (cell === undefined) continue;
      const nucleus = Math.hypot(cell.x + cell.offsetX - x, cell.y + cell.offsetY - y) < cell.nucleusPx;
      const wallness = Math.max(0, 1 - (second - first) / 5);
      const from = nucleus ? stain.nucleus : cell.body;
      const noise = 18 * (draw() - 0.5);
      for (let channel = 0; channel < 3; channel++) {
        const value = (from[channel] ?? 0) * (1 - wallness) + (stain.wall[channel] ?? 0) * wallness + noise;
        rgb[3 * (y * width + x) + channel] = Math.max(0, Math.min(255, value));
      }
    }
  }
  return rgb;
}

/** Writes `tissue-1.png` ... into a folder that is made; returns it. */
export function makeImageFolder(folder: string, count: number, sidePx = 160): string {
  mkdirSync(folder, { recursive: true });
  for (let i = 1; i <= count; i++) {
    writeFileSync(join(folder, `tissue-${i}.png`), encodeRgbPng(sidePx, sidePx, tissuePicture(sidePx, sidePx, i)));
  }
  return folder;
}

/** Four files that are no images, whatever their names say. */
export function makeBrokenImages(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const whole = encodeRgbPng(64, 64, tissuePicture(64, 64, 99));
  writeFileSync(join(folder, 'cut.png'), whole.subarray(0, whole.length / 2));
  writeFileSync(join(folder, 'empty.png'), new Uint8Array());
  writeFileSync(join(folder, 'notes.png'), 'These are notes, not an image.\n');
  writeFileSync(join(folder, 'claims.png'), claimingPng(20_000, 20_000));
}

/** A PNG of a few hundred bytes whose header claims a size that its data does not have. */
function claimingPng(width: number, height: number): Uint8Array {
  const png = Buffer.from(encodeRgbPng(1, 1, new Uint8Array(3)));
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return Buffer.concat([png, deflateSync(new Uint8Array(16))]);
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
