import { basename } from 'node:path';
import type {
  EngineInput,
  EngineOutput,
  EngineRequestName,
  InspectedFile,
} from '../../shared/contract/engine-protocol';
import type { NotAdded } from '../../shared/contract/images';
import { imagesOfFile } from '../../shared/images/file-images';
import type { ProblemData } from '../../shared/problem';
import type { AddedImages, NewImage } from '../store/records';
import { windowProblem } from '../window-problem';

export interface AddImagesParts {
  callEngine<Name extends EngineRequestName>(
    name: Name,
    input: EngineInput<Name>,
    signal: AbortSignal,
  ): Promise<EngineOutput<Name>>;
  store: { add(images: readonly NewImage[]): Promise<AddedImages> };
  signal: AbortSignal;
  onProgress(progress: AddProgress): void;
}

export interface AddProgress {
  done: number;
  total: number;
  added: number;
  restored: number;
  notAdded: NotAdded[];
}

/** Files read at a time, and files whose images are written in one transaction. */
const READERS = 4;
const BATCH = 64;

/**
 * Adds the images among files and folders to the open project; a file of several pages becomes an image of each. What
 * cannot be added is collected with its reason and holds nothing else up; a cancel keeps what was added before it.
 */
export async function addImages(paths: readonly string[], parts: AddImagesParts): Promise<AddProgress> {
  const listed = await parts.callEngine('listImages', { paths: [...paths] }, parts.signal);
  const progress: AddProgress = {
    done: 0,
    total: listed.files.length,
    added: 0,
    restored: 0,
    notAdded: listed.problems.map((problem) => notAdded(problem.file ?? '', problem)),
  };
  parts.onProgress(progress);
  const files = listed.files.entries();
  let hasFailed = false;
  let batch: { at: number; images: NewImage[] }[] = [];

  const write = async (): Promise<void> => {
    // In the order of the list, however long each took: of two with the same content the first is kept.
    const images = batch.sort((a, b) => a.at - b.at).flatMap((file) => file.images);
    batch = [];
    if (images.length === 0) return;
    const result = await parts.store.add(images);
    progress.added += result.added.length;
    progress.restored += result.restored.length;
    const back = new Set(result.restored);
    progress.notAdded.push(
      ...result.skipped
        .filter((skipped) => !back.has(skipped.existing))
        .map((skipped) => notAdded(skipped.path, skipped.problem)),
    );
  };

  const read = async (): Promise<void> => {
    for (const [at, { path, name }] of files) {
      if (parts.signal.aborted || hasFailed) return;
      const inspected = await inspect(path, parts);
      if (inspected === 'cancelled') return;
      if ('problem' in inspected) progress.notAdded.push(notAdded(path, inspected.problem));
      else batch.push({ at, images: imagesOfFile(inspected.file, path, name, 'all') });
      progress.done += 1;
      if (batch.length >= BATCH) await write();
      if (!hasFailed) parts.onProgress(progress);
    }
  };

  const readAndStop = (): Promise<void> =>
    read().catch((error: unknown) => {
      hasFailed = true;
      throw error;
    });
  // All of them are waited for: none may tell of progress after the end.
  const ended = await Promise.allSettled(Array.from({ length: READERS }, readAndStop));
  for (const reader of ended) if (reader.status === 'rejected') throw reader.reason;
  await write();
  parts.onProgress(progress);
  return progress;
}

type Inspected = { file: InspectedFile } | { problem: ProblemData } | 'cancelled';

async function inspect(path: string, { callEngine, signal }: AddImagesParts): Promise<Inspected> {
  try {
    return { file: await callEngine('inspectFile', { path }, signal) };
  } catch (error) {
    if (signal.aborted) return 'cancelled';
    return { problem: windowProblem(error).toJSON() };
  }
}

function notAdded(file: string, problem: ProblemData): NotAdded {
  return { file, name: basename(file), problem };
}
