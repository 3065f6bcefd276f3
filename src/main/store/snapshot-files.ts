import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot, SnapshotImage } from '../../shared/training/snapshot';
import type { TileRow } from './tile-rows';

export interface SnapshotPart {
  /** All but the tiles. */
  image: Omit<SnapshotImage, 'tiles' | 'importanceTiles'>;
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
  const images = parts.map(({ image }, at): SnapshotImage => {
    const importanceTiles = importance === null ? {} : { importanceTiles: importance[at] };
    return { ...image, tiles: labels[at], ...importanceTiles };
  });
  return writeSnapshotFile(folder, { ...facts, images });
}

/** Writes `snapshot.json` beside the tiles that it names. Returns its SHA-256. */
export function writeSnapshotFile(folder: string, snapshot: Snapshot): string {
  const json = Buffer.from(JSON.stringify(snapshot));
  writeWhole(folder, 'snapshot.json', (write) => {
    write(json);
  });
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
