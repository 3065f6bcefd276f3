import { randomBytes } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from '../../shared/problem';
import { writeProblem } from '../training/durable-file';

/**
 * Writes beside and renames, so that no half file is ever found; makes the folder where it is not there yet.
 * @throws Problem what the cache's disk says
 */
export async function writeBeside(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await writeFile(part, bytes).catch(async (error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(part, bytes);
    });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw writeProblem(error, path);
  }
}

export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
