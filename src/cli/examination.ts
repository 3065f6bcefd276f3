import { existsSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DoctorResult } from '../shared/contract/results/doctor';
import { Problem } from '../shared/problem';
import type { CommandFolders } from './folders';

/** Looks at everything that the program stands on. Never throws: what is missing is a problem with its remedy. */
export async function examine(maskwright: string, folders: CommandFolders): Promise<DoctorResult> {
  const problems: Problem[] = [];
  const collect = async <T>(work: () => Promise<T>, problem: (cause: string) => Problem): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      problems.push(problem(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)));
      return null;
    }
  };
  const setUp = 'Run npm run setup; it fetches or builds what is missing.';
  const sqlite = await collect(
    async () => (await import('../main/store/sqlite')).sqliteVersion(),
    (cause) => new Problem('doctor-sqlite', `SQLite cannot be loaded: ${cause}.`, setUp),
  );
  const tensorflow = await collect(
    async () => (await import('../engine/device')).deviceReport(),
    (cause) => new Problem('doctor-tensorflow', `TensorFlow cannot be loaded: ${cause}.`, setUp),
  );
  const lite0 = await collect(
    () => access(join(folders.vendor, 'lite0.safetensors'), constants.R_OK),
    () =>
      new Problem('doctor-lite0', 'The pretrained EfficientNet-Lite0 is missing; the feature source needs it.', setUp),
  );
  for (const [kind, folder] of [
    ['data', folders.data],
    ['cache', folders.cache],
  ] as const) {
    await collect(
      async () => {
        await access(nearestExisting(folder), constants.W_OK);
      },
      (cause) =>
        new Problem(
          `doctor-${kind}-folder`,
          `The ${kind} folder ${folder} cannot be written to: ${cause}.`,
          `Give yourself the right to write there, or set MASKWRIGHT_${kind.toUpperCase()} to another folder.`,
        ),
    );
  }
  return {
    maskwright,
    electron: process.versions.electron ?? 'none',
    node: process.versions.node,
    sqlite,
    tensorflow: tensorflow?.version ?? null,
    tfjs: tensorflow?.tfjs ?? null,
    platform: `${process.platform}-${process.arch}`,
    device: tensorflow?.device ?? null,
    folders: { program: folders.program, data: folders.data, cache: folders.cache },
    pretrained: { lite0: lite0 !== null },
    problems: problems.map((problem) => problem.toJSON()),
  };
}

/** The folder, or the one in which it would be made. Making it to find out hangs Node on some system folders. */
function nearestExisting(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestExisting(dirname(folder));
}
