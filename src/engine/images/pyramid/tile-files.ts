import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { writeProblem } from '../../training/durable-file';
import { exists } from '../cache-files';
import { DECODE_VERSION } from '../decode';
import { partKey, type ShownPart } from '../shown-part';

/** Counts up whenever the tiles of a picture change. */
const PYRAMID_VERSION = 1;
const FOLDER = 'pyramids';
/** The least recently used pyramids are removed beyond this. */
export const MAX_PYRAMID_BYTES = 8 * 2 ** 30;
/** What is used now is kept, however full the folder is. */
const KEPT_MS = 600_000;

/** The folder of one picture's tiles: by content, part and window, so that a slider's places are kept beside each other. */
export function pyramidFolder(cacheFolder: string, sha256: string, part: ShownPart): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('a content hash has 64 hexadecimal digits');
  return join(cacheFolder, FOLDER, `${sha256}-v${DECODE_VERSION}.${PYRAMID_VERSION}-${partKey(part)}`);
}

const EXTENSIONS = ['jpg', 'png'] as const;

/** A tile that was made; undefined where it is not there. */
export async function findTile(folder: string, level: number, x: number, y: number): Promise<string | undefined> {
  for (const extension of EXTENSIONS) {
    const path = tilePath(folder, level, x, y, extension);
    if (await exists(path)) return path;
  }
  return undefined;
}

/** Names of all tiles that are there, e.g. "0/3-1". */
export async function tileNames(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const names = entries.map((entry) => /^(\d+)[\\/](\d+-\d+)\.(?:jpg|png)$/.exec(entry));
  return new Set(names.flatMap((match) => (match ? [`${match[1]}/${match[2]}`] : [])));
}

export function tilePath(folder: string, level: number, x: number, y: number, extension: 'jpg' | 'png'): string {
  return join(folder, `${level}`, `${x}-${y}.${extension}`);
}

/** A block's rows at an eighth of the sides: its file says that all of the block's tiles are there. */
export function eighthPath(folder: string, block: number): string {
  return join(folder, `block-${block}.raw`);
}

/** Its file says that the small tiles are those of all rows. */
export function wholePath(folder: string): string {
  return join(folder, 'whole');
}

export async function readEighth(folder: string, block: number): Promise<Uint8Array | undefined> {
  return readFile(eighthPath(folder, block)).catch(() => undefined);
}

/** Marks a pyramid as used, which decides what is removed first. @throws Problem what the cache's disk says */
export async function markUsed(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw writeProblem(error, folder);
  });
  const now = new Date();
  // A folder that may only be read still serves: its order of use is then not kept.
  await utimes(folder, now, now).catch(() => undefined);
}

/** Removes the least recently used pyramids until the others fit. @returns folders removed */
export async function prunePyramids(cacheFolder: string, maxBytes = MAX_PYRAMID_BYTES): Promise<string[]> {
  const parent = join(cacheFolder, FOLDER);
  const names = await readdir(parent).catch(() => []);
  const pyramids = await Promise.all(
    names.map(async (name) => {
      const folder = join(parent, name);
      return {
        folder,
        usedMs: (await stat(folder).catch(() => undefined))?.mtimeMs ?? 0,
        bytes: await bytesIn(folder),
      };
    }),
  );
  pyramids.sort((a, b) => b.usedMs - a.usedMs);
  const removed: string[] = [];
  let total = 0;
  for (const { folder, usedMs, bytes } of pyramids) {
    total += bytes;
    if (total <= maxBytes || Date.now() - usedMs < KEPT_MS) continue;
    await rm(folder, { recursive: true, force: true });
    removed.push(folder);
  }
  return removed;
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  let sum = 0;
  for (const entry of entries) {
    if (entry.isFile()) sum += (await stat(join(entry.parentPath, entry.name)).catch(() => undefined))?.size ?? 0;
  }
  return sum;
}
