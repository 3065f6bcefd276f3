import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FrozenData, frozenDamaged, frozenDataSchema } from '../../shared/training/compare/frozen';

/** What the runs of a comparison have in common. @throws Problem comparison-damaged */
export async function readFrozen(folder: string): Promise<FrozenData> {
  const path = join(folder, 'frozen.json');
  try {
    return frozenDataSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    throw frozenDamaged(path);
  }
}
