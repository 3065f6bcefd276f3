import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Problem } from '../../shared/problem';
import type { ComparisonPlan } from '../../shared/training/compare/plan';
import { type RunConfig, runConfigSchema } from '../../shared/training/run-config';
import { splitSpecList } from '../../shared/weighting/spec-syntax';
import { readWeighting } from './run-options';

type Configurations = ComparisonPlan['configurations'];

/** Weightings in their short form or as files, separated by `;`; each named as it was written. */
export async function configurationsOfWeightings(text: string, base: RunConfig): Promise<Configurations> {
  return Promise.all(
    splitSpecList(text).map(async (spec) => ({
      name: spec.trim().slice(0, NAME_LENGTH),
      config: { ...base, weighting: await readWeighting(spec.trim()) },
    })),
  );
}

const NAME_LENGTH = 80;

const entriesSchema = z
  .array(z.looseObject({ name: z.string().min(1).max(NAME_LENGTH) }))
  .min(2)
  .max(50);
const fieldsSchema = z.record(z.string(), z.unknown());

/**
 * Configurations from a JSON file: a list of objects with a name and what differs from the options of the command line,
 * as in `runs show --json`; a weighting may be in its short form.
 * @throws Problem configurations-file-missing, configurations-file-invalid
 */
export async function configurationsOfFile(path: string, base: RunConfig): Promise<Configurations> {
  const entries = entriesSchema.safeParse(await readJson(path));
  if (!entries.success) throw invalid(path, 'it is not a list of at least two objects with a name each');
  return Promise.all(entries.data.map((entry) => configurationOf(path, entry, base)));
}

async function configurationOf(
  path: string,
  { name, ...changes }: z.infer<typeof entriesSchema>[number],
  base: RunConfig,
): Promise<Configurations[number]> {
  const { weighting } = changes;
  const given = typeof weighting === 'string' ? { ...changes, weighting: await readWeighting(weighting) } : changes;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(given)) merged[key] = mergedField(merged[key], value);
  const config = runConfigSchema.safeParse(merged);
  if (config.success) return { name, config: config.data };
  const [issue] = config.error.issues;
  throw invalid(path, `in "${name}", ${[...issue.path.map(String), issue.message].join(': ')}`);
}

/** Parts of the same kind keep what is not named; of another kind they begin anew. */
function mergedField(before: unknown, value: unknown): unknown {
  const [from, to] = [fieldsSchema.safeParse(before), fieldsSchema.safeParse(value)];
  if (!from.success || !to.success) return value;
  const isOfKind = to.data.kind === undefined || to.data.kind === from.data.kind;
  return isOfKind ? { ...from.data, ...to.data } : to.data;
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new Problem('configurations-file-missing', `The file ${path} cannot be read.`, 'Check its path.', path);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(path, 'it is not JSON');
  }
}

function invalid(path: string, why: string): Problem {
  return new Problem(
    'configurations-file-invalid',
    `${path} does not hold configurations: ${why}.`,
    'Write for example [{"name": "plain"}, {"name": "wide", "network": {"width": 32}}].',
    path,
  );
}
