import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../shared/problem';

export interface RunPicture {
  /** Steps done; null: the labels. */
  step: number | null;
  /** Which of the patches that the run follows. */
  patch: number;
  png: Uint8Array<ArrayBuffer>;
}

/** More would not be looked at. */
const MOST_STEPS = 12;
const NAME = /^(labels|\d+)-(\d+)\.png$/;

/** Pictures that a run keeps in its folder, by patch and step, the labels last; of many steps some, evenly chosen. */
export async function runPictures(runFolder: string): Promise<RunPicture[]> {
  const folder = join(runFolder, 'pictures');
  const names = await readdir(folder).catch((error: unknown): string[] => {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
  const found = names.flatMap((name) => {
    const [, step, patch] = NAME.exec(name) ?? [];
    if (step === undefined) return [];
    return [{ name, step: step === 'labels' ? null : Number(step), patch: Number(patch) }];
  });
  const steps = new Set(someOf([...new Set(found.flatMap(({ step }) => step ?? []))].sort((a, b) => a - b)));
  const shown = found
    .filter(({ step }) => step === null || steps.has(step))
    .sort((a, b) => a.patch - b.patch || (a.step ?? Number.POSITIVE_INFINITY) - (b.step ?? Number.POSITIVE_INFINITY));
  return Promise.all(
    shown.map(async ({ name, ...picture }) => ({
      ...picture,
      png: new Uint8Array(await readFile(join(folder, name))),
    })),
  );
}

/** First and last among them. @param steps ascending */
function someOf(steps: readonly number[]): number[] {
  if (steps.length <= MOST_STEPS) return [...steps];
  return Array.from(
    { length: MOST_STEPS },
    (_, index) => steps[Math.round((index * (steps.length - 1)) / (MOST_STEPS - 1))],
  );
}
