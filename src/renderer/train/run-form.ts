import type { RunRow, TrainingFacts } from '../../shared/contract/runs';
import type { Workspace } from '../../shared/contract/workspace';
import { type NetworkKind, networkSchema, type RunConfig } from '../../shared/training/run-config';
import { ownSentence, presetNames, runPreset } from '../../shared/training/run-presets';
import { rulesOf } from '../../shared/training/steering';
import type { Weighting } from '../../shared/weighting/schema';
import { runDifferences } from './run-differences';

export type Preset = NonNullable<Workspace['runForm']>['preset'];

/** The next run, as the form shows it. */
export interface NextRun {
  preset: Preset;
  config: RunConfig;
  /** What it will do, and why. */
  sentence: string;
}

/** What a project starts with: quickest to an answer. */
const firstPreset: Preset = 'quick';

/**
 * The next run from what was kept and what there is to train on. A preset is made anew, so that it follows the labels;
 * what was set by hand stays. The weighting is always the one in hand.
 */
export function nextRun(kept: Workspace['runForm'], facts: TrainingFacts, weighting: Weighting): NextRun {
  const preset = kept?.preset ?? firstPreset;
  if (preset !== 'own') {
    const chosen = runPreset(preset, facts, weighting);
    return { preset, sentence: chosen.sentence, config: kept ? withKept(chosen.config, kept.config) : chosen.config };
  }
  const own = kept?.config ?? runPreset('good', facts, weighting).config;
  // Patience is shown as the rule that it is.
  const config = { ...own, rules: rulesOf(own), patience: null, weighting };
  return { preset, config, sentence: ownSentence(config) };
}

/** The preset that a changed configuration amounts to; `own` where it is none of them. */
export function presetOf(config: RunConfig, facts: TrainingFacts): Preset {
  const same = presetNames.find(
    (name) => runDifferences(config, withKept(runPreset(name, facts, config.weighting).config, config)).length === 0,
  );
  return same ?? 'own';
}

/** A preset with what no preset chooses: the rules, and the run that is trained further, whose network it has. */
function withKept(preset: RunConfig, { rules, startFrom, network }: RunConfig): RunConfig {
  const kept = { ...preset, rules, startFrom };
  return startFrom === null ? kept : withFittingPatch({ ...kept, network });
}

/** The network of a run trained further, or one from scratch. */
export function withStart(config: RunConfig, from: Pick<RunRow, 'id' | 'config'> | null): RunConfig {
  if (from === null) return { ...config, startFrom: null };
  return withFittingPatch({ ...config, startFrom: from.id, network: from.config.network });
}

/** Another network, with the width in hand and the depth that it usually has. */
export function withNetwork(config: RunConfig, kind: NetworkKind): RunConfig {
  const { width } = config.network;
  return withFittingPatch({ ...config, network: networkSchema.parse({ kind, width }) });
}

/** Another depth; the patch becomes the nearest multiple of 2^depth. */
export function withDepth(config: RunConfig, depth: number): RunConfig {
  return withFittingPatch({ ...config, network: { ...config.network, depth } });
}

function withFittingPatch(config: RunConfig): RunConfig {
  const multiple = 2 ** config.network.depth;
  const patch = Math.max(multiple, Math.round(config.patch / multiple) * multiple);
  return { ...config, patch: Math.max(16, patch) };
}
