import { z } from 'zod';
import { Problem } from '../../problem';
import { type RunConfig, runConfigSchema } from '../run-config';
import { compareMeasureSchema } from './image-counts';

/** What a comparison asks: these configurations, each with these seeds, judged by one measure. The first is the baseline. */
export const comparisonPlanSchema = z.strictObject({
  version: z.literal(1),
  configurations: z
    .array(z.strictObject({ name: z.string().min(1).max(80), config: runConfigSchema }))
    .min(2)
    .max(50),
  seeds: z.array(z.int().min(0).max(0xffffffff)).min(1).max(100),
  /** What the verdict goes by, chosen before anything is seen; without a class the mean over classes. */
  primary: z.strictObject({ measure: compareMeasureSchema, className: z.string().nullable() }),
});
export type ComparisonPlan = z.infer<typeof comparisonPlanSchema>;

/** One run of a comparison. */
export interface PlannedRun {
  /** Place in the plan's list. */
  configuration: number;
  seed: number;
  config: RunConfig;
}

/** Seed by seed, so that what is done when a comparison is stopped tells as much as it can. */
export function plannedRuns({ configurations, seeds }: ComparisonPlan): PlannedRun[] {
  return seeds.flatMap((seed) =>
    configurations.map(({ config }, configuration) => ({ configuration, seed, config: { ...config, seed } })),
  );
}

/**
 * What keeps a plan from being fair, or null: all but what is compared has to be the same.
 * @param classNames of the project's output channels
 */
export function planProblem(plan: ComparisonPlan, classNames: readonly string[]): Problem | null {
  const { configurations, seeds, primary } = plan;
  const [baseline] = configurations;
  const twice = repeated(configurations.map(({ name }) => name));
  if (twice !== null) return problem(`Two configurations are called "${twice}".`, 'Give each a name of its own.');
  if (new Set(seeds).size < seeds.length) return problem('A seed is named twice.', 'Name each seed once.');
  for (const [index, { name, config }] of configurations.entries()) {
    if (config.patience !== null) {
      return problem(
        `"${name}" would stop early by its scores on validation, so its last step would be chosen by them.`,
        'Leave out the patience; all runs are scored after their last step.',
      );
    }
    for (const [key, word] of sameForAll) {
      if (asText(config[key]) === asText(baseline.config[key])) continue;
      return problem(`"${name}" has another ${word} than "${baseline.name}".`, 'Use the same for all configurations.');
    }
    const same = configurations.slice(0, index).find((other) => isSame(other.config, config));
    if (same) return problem(`"${name}" and "${same.name}" are the same configuration.`, 'Leave one of them out.');
  }
  if (primary.className !== null && !classNames.includes(primary.className)) {
    return problem(`The project has no class "${primary.className}".`, `Its classes are ${classNames.join(', ')}.`);
  }
  return null;
}

const sameForAll = [
  ['validation', 'choice of validation images'],
  ['boundaryDistancePx', 'width of the boundary'],
] as const;

const asText = (value: unknown): string => JSON.stringify(value);

const isSame = (a: RunConfig, b: RunConfig): boolean => asText({ ...a, seed: 0 }) === asText({ ...b, seed: 0 });

const repeated = (names: readonly string[]): string | null =>
  names.find((name, index) => names.indexOf(name) !== index) ?? null;

const problem = (message: string, hint: string): Problem => new Problem('comparison-plan-invalid', message, hint);
