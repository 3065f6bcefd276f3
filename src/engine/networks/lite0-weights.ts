import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../shared/problem';
import { readSafetensors } from '../formats/safetensors';
import { sizeOf } from '../graph/symbolic';
import { lite0PublishedName } from './efficientnet-lite0';

/** The file that set-up converts the published weights into: beside the built program. */
export const lite0Path = join(__ENTRIES__, '..', '..', 'vendor', 'lite0.safetensors');

export interface Lite0Weights {
  /** SHA-256 of the file. */
  hash: string;
  /**
   * What a variable of EfficientNet-Lite0 learned on ImageNet, by our name without a prefix, e.g. `stem/conv/kernel`.
   * @throws Problem `tensor-file-damaged` where the file lacks it, or holds it in another shape
   */
  value(name: string, shape: readonly number[]): Float32Array;
}

/** @throws Problem `features-missing`, `tensor-file-damaged` */
export async function readLite0Weights(path: string = lite0Path): Promise<Lite0Weights> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) throw lite0Missing(path);
  const tensors = readSafetensors(bytes, path);
  return {
    hash: createHash('sha256').update(bytes).digest('hex'),
    value: (name, shape) => {
      const tensor = tensors.get(lite0PublishedName(name));
      if (tensor !== undefined && tensor.data.length === sizeOf(shape)) return tensor.data;
      throw new Problem(
        'tensor-file-damaged',
        `The file of pretrained weights lacks ${lite0PublishedName(name)}, or holds it in another shape.`,
        'Run npm run setup again: it makes the file anew.',
        path,
      );
    },
  };
}

/** @throws Problem `features-missing` where set-up did not fetch the file */
export function requireLite0(path: string = lite0Path): void {
  if (!existsSync(path)) throw lite0Missing(path);
}

function lite0Missing(path: string): Problem {
  return new Problem(
    'features-missing',
    'The pretrained network EfficientNet-Lite0 is not there.',
    'Run npm run setup, which fetches it, or choose a weighting without "feature" and another network.',
    path,
  );
}
