import { describe, expect, it } from 'vitest';
import { nextRun, presetOf, withDepth, withNetwork } from '../../../../src/renderer/train/run-form';
import type { TrainingFacts } from '../../../../src/shared/contract/runs';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import { presets } from '../../../../src/shared/weighting/presets';

const facts: TrainingFacts = {
  images: 6,
  labelledImages: 4,
  training: 3,
  validation: 1,
  largestSidePx: 256,
  smallestSidePx: 256,
  classes: [{ name: 'wall', pixels: 60_000 }],
  inputChannels: 1,
  objectPx: 34,
  missing: [],
  hasBfloat16: false,
};
const edge = presets.edge.weighting;

describe('the next run', () => {
  it('is quick in a new project, with the weighting in hand', () => {
    const next = nextRun(null, facts, edge);
    expect([next.preset, next.config.weighting]).toEqual(['quick', edge]);
  });

  it('follows the labels while it is a preset', () => {
    const kept = { preset: 'good' as const, config: nextRun({ preset: 'good', config: base }, facts, edge).config };
    const more = { ...facts, classes: [{ name: 'wall', pixels: 6_000_000 }] };
    expect(nextRun(kept, more, edge).config.length.count).toBeGreaterThan(kept.config.length.count);
  });

  it('keeps what was set by hand, except the weighting', () => {
    const own = { preset: 'own' as const, config: { ...base, seed: 7 } };
    const next = nextRun(own, facts, presets.region.weighting);
    expect(next.config).toEqual({ ...base, seed: 7, weighting: presets.region.weighting });
    expect(next.sentence).toContain('set by hand');
  });
});

const base = runConfigSchema.parse({ weighting: edge });

describe('a changed form', () => {
  it('is a preset again when it is changed back', () => {
    const { config } = nextRun({ preset: 'best', config: base }, facts, edge);
    expect(presetOf({ ...config, seed: 3 }, facts)).toBe('own');
    expect(presetOf(config, facts)).toBe('best');
  });

  it('moves the patch to a multiple of the depth', () => {
    expect(withDepth({ ...base, patch: 200 }, 5).patch).toBe(192);
    expect(withDepth({ ...base, patch: 16 }, 6).patch).toBe(64);
    expect(withDepth({ ...base, patch: 16 }, 2).patch).toBe(16);
  });

  it('takes another network with its usual depth, a patch that fits it and the width in hand', () => {
    const own = { ...base, network: { ...base.network, width: 24, depth: 3 }, patch: 200 };
    const pretrained = withNetwork(own, 'efficientnet-lite0');
    expect(pretrained.network).toEqual({ kind: 'efficientnet-lite0', width: 24, depth: 5, pretrained: true });
    expect(pretrained.patch).toBe(192);
    expect(withNetwork(pretrained, 'attention-unet').network).toEqual({ kind: 'attention-unet', width: 24, depth: 4 });
    expect(runConfigSchema.safeParse(withNetwork(withDepth(base, 6), 'efficientnet-lite0')).success).toBe(true);
  });
});
