import { join } from 'node:path';
import { initialValues } from '../graph/initial-values';
import type { Program } from '../graph/program-types';
import { encoderPrefix } from '../networks/lite0-u-net';
import { readLite0Weights } from '../networks/lite0-weights';

/**
 * The variables that a run begins with: those of a pretrained encoder as they were published, the others drawn from the
 * seed.
 * @param vendorFolder where set-up put `lite0.safetensors`
 * @throws Problem `features-missing`, `tensor-file-damaged`
 */
export async function startValues(
  program: Pick<Program, 'variables'>,
  seed: number,
  vendorFolder: string,
): Promise<Map<string, Float32Array>> {
  const published = program.variables.filter(
    ({ group, role }) => group === 'encoder' && (role === 'trainable' || role === 'statistic'),
  );
  if (published.length === 0) return initialValues(program, seed);
  const weights = await readLite0Weights(join(vendorFolder, 'lite0.safetensors'));
  const given = published.map(({ name, shape }): [string, Float32Array] => [
    name,
    weights.value(name.slice(encoderPrefix.length), shape),
  ]);
  return initialValues(program, seed, new Map(given));
}
