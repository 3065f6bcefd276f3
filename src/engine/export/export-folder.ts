import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../../shared/problem';
import { UNFINISHED_EXPORT } from '../../shared/unfinished-export';
import { writeProblem } from '../training/durable-file';

/** A folder that an export is made in: its files are moved to their places together, once all of them are right. */
export interface ExportFolder {
  /** Where the files are written first. */
  unfinished: string;
  /** Moves files or folders to their places, in this order. @returns their paths */
  finish(names: readonly string[]): Promise<string[]>;
  /** Removes all that was written, and the folders that were made for it. */
  discard(): Promise<void>;
}

/**
 * @param out absolute; missing, empty, or with the remains of an export that was cut off, which are removed
 * @throws Problem `export-folder-not-empty`, `folder-read-only`, `path-not-folder`, `disk-full`
 */
export async function openExportFolder(out: string): Promise<ExportFolder> {
  const found = await readdir(out).catch(() => []);
  if (found.some((name) => name !== UNFINISHED_EXPORT)) {
    throw new Problem('export-folder-not-empty', `The folder ${out} is not empty.`, 'Name a new folder.', out);
  }
  const unfinished = join(out, UNFINISHED_EXPORT);
  let made: string | undefined;
  const moved: string[] = [];
  const discard = async (): Promise<void> => {
    for (const path of [unfinished, ...moved]) {
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
    if (made === undefined) return;
    // Only folders that are empty go, up to the first that was made here.
    for (let folder = out; folder.length >= made.length; folder = dirname(folder)) {
      const isGone = await rmdir(folder).then(
        () => true,
        () => false,
      );
      if (!isGone) return;
    }
  };
  try {
    made = await mkdir(out, { recursive: true });
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
  } catch (error) {
    await discard();
    throw writeProblem(error, out);
  }
  return {
    unfinished,
    discard,
    async finish(names) {
      try {
        for (const name of names) {
          moved.push(join(out, name));
          await rename(join(unfinished, name), join(out, name));
        }
        await rmdir(unfinished);
      } catch (error) {
        throw writeProblem(error, out);
      }
      return moved;
    },
  };
}
