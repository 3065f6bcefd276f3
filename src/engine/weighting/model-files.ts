import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../shared/problem';

const modelSchema = z.object({
  format: z.enum(['graph-model', 'layers-model']).optional(),
  modelTopology: z.unknown(),
  weightsManifest: z.array(z.object({ paths: z.array(z.string()) })).optional(),
});

export interface ModelFiles {
  jsonPath: string;
  format: 'graph-model' | 'layers-model';
  /** SHA-256 over `model.json` and its weight files. */
  hash: string;
}

/**
 * Looks at a tfjs model's files before it is loaded.
 *
 * @param path of `model.json`, or of the folder that holds it
 * @throws Problem `extractor-missing`, `extractor-not-a-model`
 */
export async function readModelFiles(path: string): Promise<ModelFiles> {
  const found = await stat(path).catch(() => null);
  if (found === null) {
    throw new Problem(
      'extractor-missing',
      `There is no extractor "${path}".`,
      'Write lite0 for the built-in one, or the path of a model.json of TensorFlow.js.',
      path,
    );
  }
  const jsonPath = resolve(found.isDirectory() ? join(path, 'model.json') : path);
  const text = await readFile(jsonPath, 'utf8').catch(() => '');
  const model = modelSchema.safeParse(parsed(text));
  if (!model.success) throw notAModel(jsonPath, 'it is not a model.json of TensorFlow.js');
  const hash = createHash('sha256').update(text);
  for (const weights of model.data.weightsManifest?.flatMap((group) => group.paths) ?? []) {
    const bytes = await readFile(join(dirname(jsonPath), weights)).catch(() => null);
    if (bytes === null) throw notAModel(jsonPath, `its weight file ${weights} is missing`);
    hash.update(bytes);
  }
  // Older converters wrote no format: a graph model's topology is then a list of nodes.
  const format = model.data.format ?? (hasNodes(model.data.modelTopology) ? 'graph-model' : 'layers-model');
  return { jsonPath, format, hash: hash.digest('hex') };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function hasNodes(topology: unknown): boolean {
  return typeof topology === 'object' && topology !== null && 'node' in topology;
}

function notAModel(jsonPath: string, reason: string): Problem {
  return new Problem(
    'extractor-not-a-model',
    `The extractor cannot be used: ${reason}.`,
    'Name the model.json that tensorflowjs_converter wrote, with its weight files beside it.',
    jsonPath,
  );
}
