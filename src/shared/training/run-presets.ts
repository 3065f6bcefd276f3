import type { TrainingFacts } from '../contract/runs';
import type { Weighting } from '../weighting/schema';
import { type RunConfig, runConfigSchema } from './run-config';

export const presetNames = ['quick', 'good', 'best'] as const;
export type PresetName = (typeof presetNames)[number];

export interface RunPreset {
  config: RunConfig;
  /** What will be done and why, for the person. */
  sentence: string;
}

interface Plan {
  width: number;
  depth: number;
  patch: number;
  learningRate: number;
  optimizer: 'adam' | 'adamw';
  /** How often the patches cover the labelled pixels, before the limits. */
  passes: number;
  steps: { least: number; most: number };
  purpose: string;
}

const plans: Record<PresetName, Plan> = {
  quick: {
    width: 8,
    depth: 3,
    patch: 128,
    learningRate: 3e-3,
    optimizer: 'adam',
    passes: 4,
    steps: { least: 150, most: 400 },
    purpose: 'a first look at whether a small network learns what you painted',
  },
  good: {
    width: 16,
    depth: 4,
    patch: 192,
    learningRate: 2e-3,
    optimizer: 'adam',
    passes: 20,
    steps: { least: 300, most: 3000 },
    purpose: 'a middle-sized network, right for most projects',
  },
  best: {
    width: 32,
    depth: 4,
    patch: 256,
    learningRate: 1e-3,
    optimizer: 'adamw',
    passes: 60,
    steps: { least: 1000, most: 12_000 },
    purpose: 'a network twice as wide as that of Good, for the one that you keep; it takes many times as long',
  },
};

const batch = 4;
/** Shorter runs are rounded up to whole epochs of the shortest kind, so that the last validation ends one. */
const stepGrain = 50;
/** Of patches: fewer cells than this at the bottom of the network see little but mirrored borders. */
const leastBottomCells = 4;
/** A patch may reach this far beyond a small image, which is then mirrored, rather than shrink for its sake. */
const leastPatch = 64;

/**
 * A configuration chosen from what there is to train on. The patch is at most as long as the smallest labelled image
 * (64 px where others are larger) and a multiple of 2^depth; the network is less deep where the patch is small; steps
 * grow with the labelled pixels of the training images between two limits; bfloat16 where it pays.
 * @param weighting of the run, taken as it is
 */
export function runPreset(name: PresetName, facts: TrainingFacts, weighting: Weighting): RunPreset {
  const plan = plans[name];
  const { patch, depth } = fittingPatch(plan, facts);
  const steps = stepsFor(plan, patch, facts);
  const config = runConfigSchema.parse({
    network: { kind: 'unet', width: plan.width, depth },
    optimizer: { kind: plan.optimizer },
    learningRate: plan.learningRate,
    schedule: 'onecycle',
    length: { unit: 'steps', count: steps },
    patch,
    batch,
    precision: facts.hasBfloat16 ? 'bfloat16' : 'float32',
    weighting,
  });
  const perImage = facts.training > 0 ? `, about ${amount((steps * batch) / facts.training)} from each image` : '';
  const limited =
    patch < plan.patch && facts.smallestSidePx !== null
      ? ` Patches are no larger since the smallest labelled image has ${amount(facts.smallestSidePx)} px.`
      : '';
  return { config, sentence: `${lengthWords(config)}${perImage}: ${plan.purpose}.${limited}` };
}

/** The same for a configuration that was set by hand. */
export function ownSentence(config: RunConfig): string {
  return `${lengthWords(config)}, set by hand.`;
}

function lengthWords({ length, batch: patches, patch }: RunConfig): string {
  const unit = length.count === 1 ? length.unit.slice(0, -1) : length.unit;
  return `${amount(length.count)} ${unit} of ${patches} ${patches === 1 ? 'patch' : 'patches'} of ${amount(patch)} px`;
}

function fittingPatch(plan: Plan, { smallestSidePx, largestSidePx }: TrainingFacts): { patch: number; depth: number } {
  const limit =
    smallestSidePx === null || largestSidePx === null
      ? plan.patch
      : Math.max(smallestSidePx, Math.min(leastPatch, largestSidePx));
  const side = Math.min(plan.patch, limit);
  let depth = plan.depth;
  while (depth > 1 && side / 2 ** depth < leastBottomCells) depth--;
  const multiple = 2 ** depth;
  return { patch: Math.max(16, Math.floor(side / multiple) * multiple), depth };
}

function stepsFor({ passes, steps }: Plan, patch: number, facts: TrainingFacts): number {
  const labelled = facts.classes.reduce((sum, { pixels }) => sum + pixels, 0);
  const share = facts.labelledImages > 0 ? facts.training / facts.labelledImages : 0;
  const wanted = (passes * labelled * share) / (batch * patch ** 2);
  const bounded = Math.min(steps.most, Math.max(steps.least, wanted));
  return Math.ceil(bounded / stepGrain) * stepGrain;
}

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const amount = (value: number): string => numbers.format(value);
