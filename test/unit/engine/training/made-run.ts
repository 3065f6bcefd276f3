import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { encodeGreyPng } from '../../../../src/engine/formats/png';
import { findCheckpoint } from '../../../../src/engine/training/checkpoint';
import { type FinishedEvent, type RunTrainingOptions, runTraining } from '../../../../src/engine/training/run';
import type { RunConfig } from '../../../../src/shared/training/run-config';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import type { RunEvent } from '../../../../src/shared/training/run-events';
import { type Snapshot, snapshotSchema } from '../../../../src/shared/training/snapshot';
import { parseWeighting } from '../../../../src/shared/weighting/spec';

export interface MadePicture {
  width: number;
  height: number;
  /** 8 or 16 bits. */
  pixels: Uint8Array | Uint16Array;
  /** Class ids: 1 tissue, 2 line, 255 void, 0 unpainted. */
  labels: Uint8Array;
}

export interface MadeRun {
  root: string;
  runFolder: string;
  imageFiles: string[];
  snapshot: Snapshot;
  /** Trains in this process; the events are kept. */
  train(options?: Partial<RunTrainingOptions>): Promise<{ finished: FinishedEvent; events: RunEvent[] }>;
  remove(): Promise<void>;
}

/** A quick small U-Net; all else by default. */
export function smallConfig(changes: Partial<RunConfig> = {}, weighting = 'none'): RunConfig {
  return runConfigSchema.parse({
    network: { kind: 'unet', width: 4, depth: 2 },
    weighting: parseWeighting(weighting),
    length: { unit: 'steps', count: 30 },
    patch: 32,
    batch: 2,
    learningRate: 5e-3,
    ...changes,
  });
}

/** Grey, uneven tissue with thin dark lines across it, which are class 2; a counter decides all of it. */
export function thinLines(seed: number, width = 96, height = 80): MadePicture {
  const random = counter(seed);
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => {
    const slow = 20 * Math.sin((i % width) / 17 + seed) + 20 * Math.cos(i / width / 13);
    return 150 + slow + 30 * (random() - 0.5);
  });
  const labels = new Uint8Array(width * height).fill(1);
  for (let line = 0; line < 5; line++) {
    const angle = random() * Math.PI;
    const [x0, y0] = [random() * width, random() * height];
    for (let at = -width; at < width; at += 0.5) {
      const x = Math.round(x0 + at * Math.cos(angle));
      const y = Math.round(y0 + at * Math.sin(angle));
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      labels[y * width + x] = 2;
      pixels[y * width + x] = 85 + 50 * random();
    }
  }
  return { width, height, pixels, labels };
}

const made: MadeRun[] = [];

/** A run that {@link removeRuns} removes. */
export async function newRun(...how: Parameters<typeof makeRun>): Promise<MadeRun> {
  const run = await makeRun(...how);
  made.push(run);
  return run;
}

export async function removeRuns(): Promise<void> {
  for (const run of made.splice(0)) await run.remove();
}

/** Writes the pictures and a run's snapshot of them. The last `validation` pictures validate. */
export async function makeRun(pictures: MadePicture[], config: RunConfig, validation = 1): Promise<MadeRun> {
  const root = await mkdtemp(join(tmpdir(), 'maskwright-run-'));
  const runFolder = join(root, 'run-001');
  await mkdir(runFolder);
  const imageFiles: string[] = [];
  const packed: Uint8Array[] = [];
  const images: unknown[] = [];
  let offset = 0;
  for (const [index, { width, height, pixels, labels }] of pictures.entries()) {
    const path = join(root, `picture-${index}.png`);
    const png = encodeGreyPng(width, height, pixels);
    await writeFile(path, png);
    imageFiles.push(path);
    const tiles = tilesOf({ width, height, labels }).map(({ tileX, tileY, bytes }) => {
      const tile = { tileX, tileY, offset, length: bytes.length };
      packed.push(bytes);
      offset += bytes.length;
      return tile;
    });
    images.push({
      id: index.toString(16).padStart(16, '0'),
      name: `picture-${index}.png`,
      path,
      sha256: createHash('sha256').update(png).digest('hex'),
      width,
      height,
      split: index < pictures.length - validation ? 'training' : 'validation',
      labelRevision: 1,
      tiles,
    });
  }
  await writeFile(join(runFolder, 'labels.bin'), Buffer.concat(packed));
  const snapshot = snapshotSchema.parse({
    version: 1,
    runId: 'run-001',
    projectId: randomUUID(),
    projectName: 'Made',
    createdAt: new Date(0).toISOString(),
    unpainted: 'void',
    inputChannels: 1,
    channels: [
      { id: 1, name: 'tissue', color: '#808080' },
      { id: 2, name: 'line', color: '#ff4000' },
    ],
    images,
    config,
  });
  await writeFile(join(runFolder, 'snapshot.json'), JSON.stringify(snapshot));
  return {
    root,
    runFolder,
    imageFiles,
    snapshot,
    async train(options = {}) {
      const events: RunEvent[] = [];
      const finished = await runTraining({
        runFolder,
        cacheFolder: join(root, 'cache'),
        vendorFolder: join(root, 'vendor'),
        signal: new AbortController().signal,
        ...options,
        onEvent(event) {
          events.push(event);
          options.onEvent?.(event);
        },
      });
      return { finished, events };
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Every variable of the checkpoint `last`. */
export async function lastValues(run: MadeRun): Promise<Map<string, Float32Array>> {
  const found = await findCheckpoint(run.runFolder, 'last');
  if (!found) throw new Error('no checkpoint');
  return found.values;
}

/** Uniform in [0,1), the same for the same seed (Park and Miller 1988). */
export function counter(seed: number): () => number {
  let state = (seed * 7919 + 12345) % 2147483647;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

function tilesOf(map: { width: number; height: number; labels: Uint8Array }) {
  const tiles: { tileX: number; tileY: number; bytes: Uint8Array }[] = [];
  for (let tileY = 0; tileY * 256 < map.height; tileY++) {
    for (let tileX = 0; tileX * 256 < map.width; tileX++) {
      const tile = new Uint8Array(256 * 256);
      for (let y = 0; y < 256 && tileY * 256 + y < map.height; y++) {
        const row = (tileY * 256 + y) * map.width;
        tile.set(map.labels.subarray(row + tileX * 256, row + Math.min(map.width, tileX * 256 + 256)), y * 256);
      }
      if (tile.some((label) => label !== 0)) tiles.push({ tileX, tileY, bytes: deflateRawSync(tile) });
    }
  }
  return tiles;
}
