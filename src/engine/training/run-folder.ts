import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { z } from 'zod';
import type { LabelMap } from '../../shared/images/pixels';
import { placeTile, TILE_BYTES } from '../../shared/labels/tile-map';
import { Problem, systemCode } from '../../shared/problem';
import {
  type Prepared,
  preparedSchema,
  type Snapshot,
  type SnapshotImage,
  snapshotSchema,
} from '../../shared/training/snapshot';
import { writeDurably } from './durable-file';

/** The snapshot that the run was started from. @throws Problem `run-snapshot-missing`, `run-snapshot-damaged` */
export async function readSnapshot(runFolder: string): Promise<Snapshot> {
  const snapshot = await readJson(join(runFolder, 'snapshot.json'), snapshotSchema);
  if (snapshot) return snapshot;
  throw new Problem(
    'run-snapshot-missing',
    `There is no snapshot in ${runFolder}, so the files of this run are lost.`,
    'Put the folder back from a copy, or delete the run and train it again.',
    runFolder,
  );
}

/** What the first preparation froze; null before it. */
export async function readPrepared(runFolder: string): Promise<Prepared | null> {
  return readJson(join(runFolder, 'prepared.json'), preparedSchema);
}

export async function writePrepared(runFolder: string, prepared: Prepared): Promise<void> {
  await writeDurably(join(runFolder, 'prepared.json'), [Buffer.from(JSON.stringify(prepared, null, 1))]);
}

/** The label map of an image as it was when the run, or the comparison in whose folder it lies, started. */
export function readSnapshotLabels(
  runFolder: string,
  image: Pick<SnapshotImage, 'width' | 'height' | 'tiles'>,
): Promise<LabelMap> {
  return readTiles(join(runFolder, 'labels.bin'), image, image.tiles);
}

/** The importance that was painted on an image when the run started, 0 to 255 a pixel. */
export function readSnapshotImportance(runFolder: string, image: SnapshotImage): Promise<LabelMap> {
  return readTiles(join(runFolder, 'importance.bin'), image, image.importanceTiles ?? []);
}

async function readTiles(
  path: string,
  image: Pick<SnapshotImage, 'width' | 'height'>,
  tiles: SnapshotImage['tiles'],
): Promise<LabelMap> {
  const map: LabelMap = {
    width: image.width,
    height: image.height,
    data: new Uint8Array(image.width * image.height),
  };
  if (tiles.length === 0) return map;
  const file = await open(path, 'r').catch((error) => {
    throw systemCode(error) === 'ENOENT' ? damaged(path) : error;
  });
  try {
    for (const { tileX, tileY, offset, length } of tiles) {
      const packed = Buffer.alloc(length);
      const { bytesRead } = await file.read(packed, 0, length, offset);
      if (bytesRead < length) throw damaged(path);
      placeTile(map, { tileX, tileY }, inflateTile(packed, path));
    }
  } finally {
    await file.close();
  }
  return map;
}

function inflateTile(packed: Uint8Array, path: string): Uint8Array {
  try {
    const tile = inflateRawSync(packed, { maxOutputLength: TILE_BYTES });
    if (tile.length === TILE_BYTES) return tile;
  } catch {
    // Falls through to the plain sentence.
  }
  throw damaged(path);
}

async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S> | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw damaged(path);
  }
}

function damaged(path: string): Problem {
  return new Problem(
    'run-snapshot-damaged',
    `${path} is missing or damaged.`,
    'Start the run again; the project itself is not touched by this.',
    path,
  );
}
