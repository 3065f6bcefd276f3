import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
  type FrozenData,
  type FrozenImage,
  frozenDamaged,
  frozenDataSchema,
} from '../../shared/training/compare/frozen';
import type { Snapshot, SnapshotImage } from '../../shared/training/snapshot';
import { readsPainted } from '../../shared/weighting/words';
import type { TileRow } from './tile-rows';

export interface SnapshotPart<Image extends FrozenImage = SnapshotImage> {
  /** All but the tiles. */
  image: Omit<Image, 'tiles' | 'importanceTiles'>;
  /** Asked for when its turn comes: a statement goes through one image at a time. */
  tiles(): Iterable<TileRow>;
  /** Of painted importance, where the run reads it. */
  importance?: () => Iterable<TileRow>;
}

/**
 * Writes `labels.bin`, `importance.bin` where the run reads it, and then `snapshot.json` into the run's folder, each
 * beside, flushed and renamed, so that a snapshot that can be found is whole. Tiles are copied as they are stored.
 * Returns the SHA-256 of snapshot.json.
 */
export function writeSnapshot(folder: string, facts: Omit<Snapshot, 'images'>, parts: readonly SnapshotPart[]): string {
  return writeJson(folder, 'snapshot.json', { ...facts, images: writeMaps(folder, parts) } satisfies Snapshot);
}

/** The same for a comparison, as `labels.bin`, `importance.bin` where a configuration reads it, and `frozen.json`. */
export function writeFrozen(
  folder: string,
  facts: Omit<FrozenData, 'images'>,
  parts: readonly SnapshotPart<FrozenImage>[],
): string {
  return writeJson(folder, 'frozen.json', { ...facts, images: writeMaps(folder, parts) } satisfies FrozenData);
}

/**
 * A run's snapshot of what a comparison froze: labels, and importance where the run reads it, are the very same bytes,
 * the scored test images left out.
 */
export function copyFrozen(
  frozenFolder: string,
  folder: string,
  run: Pick<Snapshot, 'runId' | 'config' | 'createdAt'>,
): string {
  const { images, ...facts } = readFrozenData(frozenFolder);
  const isImportanceRead = readsPainted(run.config.weighting);
  mkdirSync(folder, { recursive: true });
  for (const name of isImportanceRead ? ['labels.bin', 'importance.bin'] : ['labels.bin']) {
    const bytes = readFrozenFile(frozenFolder, name);
    writeWhole(folder, name, (write) => write(bytes));
  }
  const own = images.flatMap(({ split, importanceTiles, ...image }) => {
    if (split === 'test') return [];
    return [{ ...image, split, ...(isImportanceRead ? { importanceTiles } : {}) }];
  });
  return writeJson(folder, 'snapshot.json', { ...facts, ...run, images: own } satisfies Snapshot);
}

function readFrozenData(folder: string): FrozenData {
  const data = frozenDataSchema.safeParse(parsed(readFrozenFile(folder, 'frozen.json')));
  if (!data.success) throw frozenDamaged(join(folder, 'frozen.json'));
  return data.data;
}

/** @throws Problem comparison-damaged */
function readFrozenFile(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name));
  } catch {
    throw frozenDamaged(join(folder, name));
  }
}

function parsed(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString('utf8'));
  } catch {
    return null;
  }
}

function writeMaps<Image extends FrozenImage>(
  folder: string,
  parts: readonly SnapshotPart<Image>[],
): (Omit<Image, 'tiles' | 'importanceTiles'> & Pick<FrozenImage, 'tiles' | 'importanceTiles'>)[] {
  mkdirSync(folder, { recursive: true });
  const labels = writeTiles(
    folder,
    'labels.bin',
    parts.map(({ tiles }) => tiles),
  );
  const isImportanceRead = parts.some(({ importance }) => importance !== undefined);
  const importance = isImportanceRead
    ? writeTiles(
        folder,
        'importance.bin',
        parts.map((part) => part.importance ?? (() => [])),
      )
    : null;
  return parts.map(({ image }, at) => {
    const importanceTiles = importance === null ? {} : { importanceTiles: importance[at] };
    return { ...image, tiles: labels[at], ...importanceTiles };
  });
}

/** Returns the SHA-256 of the file. */
function writeJson(folder: string, name: string, value: unknown): string {
  const json = Buffer.from(JSON.stringify(value));
  writeWhole(folder, name, (write) => write(json));
  flushFolder(folder);
  return createHash('sha256').update(json).digest('hex');
}

/** Tiles of all images one after another. Returns where each image's lie. */
function writeTiles(
  folder: string,
  name: string,
  images: readonly (() => Iterable<TileRow>)[],
): SnapshotImage['tiles'][] {
  const places: SnapshotImage['tiles'][] = [];
  writeWhole(folder, name, (write) => {
    let offset = 0;
    for (const tiles of images) {
      const entries: SnapshotImage['tiles'] = [];
      for (const { x, y, bytes } of tiles()) {
        write(bytes);
        entries.push({ tileX: x, tileY: y, offset, length: bytes.length });
        offset += bytes.length;
      }
      places.push(entries);
    }
  });
  return places;
}

function writeWhole(folder: string, name: string, fill: (write: (bytes: Uint8Array) => void) => void): void {
  const partial = join(folder, `${name}.partial`);
  const handle = openSync(partial, 'w');
  try {
    fill((bytes) => {
      for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
    });
    fsyncSync(handle);
  } catch (error) {
    closeSync(handle);
    rmSync(partial, { force: true });
    throw error;
  }
  closeSync(handle);
  renameSync(partial, join(folder, name));
}

/** Makes renames durable; Windows has no such call and needs none. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
