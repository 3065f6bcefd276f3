import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { nameWithoutPage } from '../../shared/images/file-images';
import { listImages } from '../images/folders';

/** An image whose file is gone from where it was. */
export interface WantedFile<Id> {
  id: Id;
  /** Relative to the folder that was added, with forward slashes. */
  name: string;
  bytes: number;
  /** Of the file's bytes. */
  sha256: string;
}

export interface MovedFiles<Id> {
  found: { id: Id; path: string; bytes: number; modifiedMs: number }[];
  /** Of the same file name, with other content. */
  replaced: { id: Id; path: string }[];
}

interface Candidate {
  path: string;
  /** Relative to the folder that is searched. */
  name: string;
  bytes: number;
  modifiedMs: number;
}

/** Sizes asked for at a time: they wait for the disk, or for a network. */
const STATS_AT_ONCE = 32;

/**
 * Finds files again by what they hold, below a folder: of those with a size that is wanted the content's hash decides,
 * so that a large folder costs little more than its listing. What is found nowhere by content is looked for by file
 * name; of several the one whose folders agree longest counts.
 * @param onProgress candidates read, of all
 * @throws AbortError
 */
export async function findMoved<Id>(
  folder: string,
  wanted: readonly WantedFile<Id>[],
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<MovedFiles<Id>> {
  const { files, names } = await listImages([folder]);
  signal.throwIfAborted();
  const all = await sizesOf(files, names, signal);
  // Several where they are pages of one file.
  const lost = new Map<string, WantedFile<Id>[]>();
  for (const file of wanted) lost.set(file.sha256, [...(lost.get(file.sha256) ?? []), file]);
  const lostOfSize = new Map<number, number>();
  for (const [{ bytes }] of lost.values()) lostOfSize.set(bytes, (lostOfSize.get(bytes) ?? 0) + 1);
  const wantedNames = new Set(wanted.map(({ name }) => fileName(nameWithoutPage(name))));
  const candidates = all.filter(({ bytes }) => lostOfSize.has(bytes));
  // Of several copies the one that is still called the same is taken.
  candidates.sort((a, b) => Number(wantedNames.has(fileName(b.name))) - Number(wantedNames.has(fileName(a.name))));

  const found: MovedFiles<Id>['found'] = [];
  const taken = new Set<string>();
  for (const [done, { path, bytes, modifiedMs }] of candidates.entries()) {
    onProgress(done, candidates.length);
    if ((lostOfSize.get(bytes) ?? 0) === 0) continue;
    const sha256 = await hashOf(path, signal);
    const match = sha256 === null ? undefined : lost.get(sha256);
    if (match === undefined || sha256 === null) continue;
    lost.delete(sha256);
    lostOfSize.set(bytes, (lostOfSize.get(bytes) ?? 0) - 1);
    taken.add(path);
    found.push(...match.map(({ id }) => ({ id, path, bytes, modifiedMs })));
  }
  onProgress(candidates.length, candidates.length);
  return { found, replaced: byName([...lost.values()].flat(), all, taken) };
}

async function sizesOf(
  files: readonly string[],
  names: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<Candidate[]> {
  const all: Candidate[] = [];
  for (let at = 0; at < files.length; at += STATS_AT_ONCE) {
    signal.throwIfAborted();
    const stats = await Promise.all(
      files.slice(at, at + STATS_AT_ONCE).map(async (path) => {
        // One that is gone again, or not to be read, is no candidate.
        const status = await stat(path).catch(() => null);
        return status === null ? [] : [{ path, bytes: status.size, modifiedMs: status.mtimeMs }];
      }),
    );
    for (const candidate of stats.flat()) all.push({ ...candidate, name: names.get(candidate.path) ?? candidate.path });
  }
  return all;
}

/** Null where the file cannot be read. */
async function hashOf(path: string, signal: AbortSignal): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { signal, highWaterMark: 2 ** 20 })) hash.update(chunk);
    return hash.digest('hex');
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

function byName<Id>(
  lost: readonly WantedFile<Id>[],
  files: readonly Candidate[],
  taken: ReadonlySet<string>,
): MovedFiles<Id>['replaced'] {
  const named = new Map<string, Candidate[]>();
  for (const file of files) {
    if (taken.has(file.path)) continue;
    const key = fileName(file.name);
    const same = named.get(key);
    if (same === undefined) named.set(key, [file]);
    else same.push(file);
  }
  return lost.flatMap(({ id, name }) => {
    const own = nameWithoutPage(name);
    const [first, ...others] = named.get(fileName(own)) ?? [];
    if (first === undefined) return [];
    const agreeing = (file: Candidate): number => commonEnd(file.name, own);
    const best = others.reduce((chosen, file) => (agreeing(file) > agreeing(chosen) ? file : chosen), first);
    return [{ id, path: best.path }];
  });
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** How many parts of two paths agree, from their ends. */
function commonEnd(a: string, b: string): number {
  const [left, right] = [a.split('/').reverse(), b.split('/').reverse()];
  const differs = left.findIndex((part, index) => part !== right[index]);
  return differs < 0 ? left.length : differs;
}
