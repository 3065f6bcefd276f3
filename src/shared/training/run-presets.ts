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
  /** Side of the patch where nothing is known of the objects. */
  patch: number;
  /** How many objects a patch is to be across: lines and nets by their width, others by their size. */
  across: { thin: number; other: number };
  learningRate: number;
  optimizer: 'adam' | 'adamw';
  /** Share that the moving average of the weights keeps a step. */
  averageDecay: number | null;
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
    across: { thin: 20, other: 3 },
    learningRate: 3e-3,
    optimizer: 'adam',
    averageDecay: null,
    passes: 4,
    steps: { least: 150, most: 400 },
    purpose: 'a first look at whether a small network learns what you painted',
  },
  good: {
    width: 16,
    depth: 4,
    patch: 192,
    across: { thin: 30, other: 4 },
    learningRate: 2e-3,
    optimizer: 'adam',
    averageDecay: 0.98,
    passes: 20,
    steps: { least: 300, most: 3000 },
    purpose: 'a middle-sized network, right for most projects',
  },
  best: {
    width: 32,
    depth: 4,
    patch: 256,
    across: { thin: 40, other: 6 },
    learningRate: 1e-3,
    optimizer: 'adamw',
    averageDecay: 0.995,
    passes: 60,
    steps: { least: 1000, most: 12_000 },
    purpose: 'a network twice as wide as that of Good, for the one that you keep; it takes many times as long',
  },
};

/** Patches a step at the patch of the plan; larger patches are fewer, smaller ones more, so that a step sees as much. */
const usualBatch = 4;
const batchLimits = { least: 2, most: 16 };
/** A patch is at most so many times larger or smaller than the plan's. */
const patchReach = 2;
/** Shorter runs are rounded up to whole epochs of the shortest kind, so that the last validation ends one. */
const stepGrain = 50;
/** Of patches: fewer cells than this at the bottom of the network see little but mirrored borders. */
const leastBottomCells = 4;
/** A patch may reach this far beyond a small image, which is then mirrored, rather than shrink for its sake. */
const leastPatch = 64;
/** Bytes of a training step of a U-Net, a pixel and channel of its width: of its graph, for depths of 3 and 4. */
const stepBytes = { float32: 155, bfloat16: 111 };
/** Bytes of its weights, their gradients and the optimiser's, over its width squared, at a depth of 4. */
const fixedBytes = 123_000;
/** Share of the machine's memory that a step may take. */
const memoryShare = 0.4;

/**
 * A configuration chosen from what there is to train on. The patch spans a number of the smallest labelled objects, is at
 * most as long as the smallest labelled image (64 px where others are larger) and a multiple of 2^depth; the network is
 * less deep where the patch is small; the batch follows the patch and the memory; steps grow with the labelled pixels
 * of the training images between two limits; bfloat16 where it pays.
 * @param weighting of the run, taken as it is
 */
export function runPreset(name: PresetName, facts: TrainingFacts, weighting: Weighting): RunPreset {
  const plan = plans[name];
  const wanted = wantedPatch(plan, facts.objects);
  const { patch, depth } = fittingPatch(plan, wanted, facts);
  const { batch, isLimited } = fittingBatch(plan, patch, facts);
  const steps = stepsFor(plan, patch, batch, facts);
  const config = runConfigSchema.parse({
    network: { kind: 'unet', width: plan.width, depth },
    optimizer: { kind: plan.optimizer },
    learningRate: plan.learningRate,
    schedule: 'onecycle',
    length: { unit: 'steps', count: steps },
    patch,
    batch,
    averageDecay: plan.averageDecay,
    precision: facts.hasBfloat16 ? 'bfloat16' : 'float32',
    weighting,
  });
  const perImage = facts.training > 0 ? `, about ${amount((steps * batch) / facts.training)} from each image` : '';
  const limited =
    patch < wanted - 2 ** depth && facts.smallestSidePx !== null
      ? ` Patches are no larger since the smallest labelled image has ${amount(facts.smallestSidePx)} px.`
      : '';
  const tight = isLimited ? ' There are no more patches a step since the memory would not hold them.' : '';
  const objects = objectSentence(facts.objects, patch);
  return { config, sentence: `${lengthWords(config)}${perImage}: ${plan.purpose}.${objects}${limited}${tight}` };
}

function wantedPatch({ patch, across }: Plan, objects: TrainingFacts['objects']): number {
  if (objects === null) return patch;
  const side = objects.sizePx * (objects.isThin ? across.thin : across.other);
  return Math.min(patch * patchReach, Math.max(patch / patchReach, side));
}

function objectSentence(objects: TrainingFacts['objects'], patch: number): string {
  if (objects === null) return '';
  const { name, sizePx, isThin } = objects;
  const size = `"${name}" is about ${amount(sizePx)} px ${isThin ? 'wide' : 'across'}`;
  const times = patch / sizePx;
  return times < 1.5
    ? ` ${size}, so a patch sees a part of one.`
    : ` ${size}, so a patch is ${amount(times)} of them across.`;
}

function fittingBatch(
  plan: Plan,
  patch: number,
  { memoryBytes, hasBfloat16 }: TrainingFacts,
): { batch: number; isLimited: boolean } {
  const usual = Math.round((usualBatch * plan.patch ** 2) / patch ** 2);
  const wanted = Math.min(batchLimits.most, Math.max(batchLimits.least, usual));
  if (memoryBytes === null) return { batch: wanted, isLimited: false };
  const perPatch = (hasBfloat16 ? stepBytes.bfloat16 : stepBytes.float32) * plan.width * patch ** 2;
  const most = Math.floor((memoryShare * memoryBytes - fixedBytes * plan.width ** 2) / perPatch);
  const batch = Math.max(1, Math.min(wanted, most));
  return { batch, isLimited: batch < wanted };
}

/** The same for a configuration that was set by hand. */
export function ownSentence(config: RunConfig): string {
  return `${lengthWords(config)}, set by hand.`;
}

function lengthWords({ length, batch: patches, patch }: RunConfig): string {
  const unit = length.count === 1 ? length.unit.slice(0, -1) : length.unit;
  return `${amount(length.count)} ${unit} of ${patches} ${patches === 1 ? 'patch' : 'patches'} of ${amount(patch)} px`;
}

function fittingPatch(
  plan: Plan,
  wanted: number,
  { smallestSidePx, largestSidePx }: TrainingFacts,
): { patch: number; depth: number } {
  const limit =
    smallestSidePx === null || largestSidePx === null
      ? wanted
      : Math.max(smallestSidePx, Math.min(leastPatch, largestSidePx));
  const side = Math.min(wanted, limit);
  let depth = plan.depth;
  while (depth > 1 && side / 2 ** depth < leastBottomCells) depth--;
  const multiple = 2 ** depth;
  const above = Math.ceil(side / multiple) * multiple;
  const nearest = above <= limit ? above : Math.floor(side / multiple) * multiple;
  return { patch: Math.max(16, nearest), depth };
}

function stepsFor({ passes, steps }: Plan, patch: number, batch: number, facts: TrainingFacts): number {
  const labelled = facts.classes.reduce((sum, { pixels }) => sum + pixels, 0);
  const share = facts.labelledImages > 0 ? facts.training / facts.labelledImages : 0;
  const wanted = (passes * labelled * share) / (batch * patch ** 2);
  const bounded = Math.min(steps.most, Math.max(steps.least, wanted));
  return Math.ceil(bounded / stepGrain) * stepGrain;
}

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const amount = (value: number): string => numbers.format(value);
