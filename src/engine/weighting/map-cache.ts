import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FloatMap } from '../../shared/images/pixels';
import { asProblem, type Problem } from '../../shared/problem';
import { decodeMap, encodeMap } from './map-file';

const SUFFIX = '.map';
const UNFINISHED = '.part';
/** No write takes so long: what is older was left by a killed process. */
const ABANDONED_MS = 3_600_000;

export interface MapCacheOptions {
  folder: string;
  /** The least recently used maps are removed beyond this; default 4 GiB. */
  maxBytes?: number;
  /** Told when a map could not be kept (no room, a read-only folder): the map itself is fine, it is only not cached. */
  onTrouble?: (problem: Problem) => void;
}

/**
 * Float32 maps on disk, by key. Files are written beside and renamed, so that several processes can share a folder; a
 * damaged file counts as missing and is written anew. Reading a map marks it as used.
 */
export class MapCache {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #onTrouble: (problem: Problem) => void;
  readonly #underWay = new Map<string, Promise<FloatMap>>();
  #bytes: number | undefined;

  constructor(options: MapCacheOptions) {
    this.#folder = options.folder;
    this.#maxBytes = options.maxBytes ?? 4 * 2 ** 30;
    this.#onTrouble = options.onTrouble ?? (() => undefined);
  }

  /**
   * The map of a key: read, or computed and kept. Asked for twice at once it is computed once.
   *
   * @param key hexadecimal, as from `map-key.ts`
   */
  get(key: string, compute: () => Promise<FloatMap>): Promise<FloatMap> {
    const waiting = this.#underWay.get(key);
    if (waiting !== undefined) return waiting;
    const map = this.#readOrCompute(key, compute).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, map);
    return map;
  }

  /** Where the map of a key lies, whether or not it is there yet. */
  pathOf(key: string): string {
    return join(this.#folder, `${key}${SUFFIX}`);
  }

  async #readOrCompute(key: string, compute: () => Promise<FloatMap>): Promise<FloatMap> {
    const kept = await this.#read(key);
    if (kept !== null) return kept;
    const map = await compute();
    try {
      await this.#write(key, map);
    } catch (error) {
      this.#onTrouble(asProblem(error, this.pathOf(key)));
    }
    return map;
  }

  async #read(key: string): Promise<FloatMap | null> {
    const path = this.pathOf(key);
    try {
      const map = decodeMap(await readFile(path));
      if (map !== null) {
        const now = new Date();
        // A folder that may only be read still serves: its order of use is then not kept.
        await utimes(path, now, now).catch(() => undefined);
      }
      return map;
    } catch {
      return null;
    }
  }

  async #write(key: string, map: FloatMap): Promise<void> {
    const bytes = encodeMap(map);
    if (bytes.byteLength > this.#maxBytes) return;
    await mkdir(this.#folder, { recursive: true });
    const beside = join(this.#folder, `${key}.${randomUUID()}${UNFINISHED}`);
    try {
      await writeFile(beside, bytes);
      await rename(beside, this.pathOf(key));
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
    this.#bytes = this.#bytes === undefined ? undefined : this.#bytes + bytes.byteLength;
    if (this.#bytes === undefined || this.#bytes > this.#maxBytes) await this.#makeRoom();
  }

  async #makeRoom(): Promise<void> {
    const files: { path: string; bytes: number; usedMs: number }[] = [];
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      // Another process may remove a file between the two calls.
      const found = await stat(path).catch(() => null);
      if (found === null) continue;
      if (name.endsWith(SUFFIX)) files.push({ path, bytes: found.size, usedMs: found.mtimeMs });
      else if (name.endsWith(UNFINISHED) && Date.now() - found.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
    }
    files.sort((a, b) => a.usedMs - b.usedMs);
    let total = files.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of files) {
      if (total <= this.#maxBytes) break;
      await rm(file.path, { force: true });
      total -= file.bytes;
    }
    this.#bytes = total;
  }
}
