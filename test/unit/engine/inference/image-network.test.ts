import { describe, expect, it } from 'vitest';
import { buildTrainingProgram } from '../../../../src/engine/graph/program';
import type { TrainingSessionApi } from '../../../../src/engine/graph/program-types';
import { imageNetwork } from '../../../../src/engine/inference/image-network';
import { wholePixels } from '../../../../src/engine/inference/predict';
import { predictionSpec } from '../../../../src/engine/training/program-spec';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import { preparedSchema } from '../../../../src/shared/training/snapshot';

const never = (): never => {
  throw new Error('nothing is run here');
};
const session: TrainingSessionApi = {
  step: never,
  gradients: never,
  predict: never,
  evaluate: never,
  read: never,
  assign: never,
  dispose: never,
};

function limitFor(network: { width: number; depth: number }): number {
  const config = runConfigSchema.parse({ network: { kind: 'unet', ...network } });
  const prepared = preparedSchema.parse({
    version: 1,
    decodeVersion: 1,
    depth: 8,
    lo: [0],
    hi: [255],
    mean: [0.5],
    deviation: [0.2],
    pixelCounts: [1, 1],
  });
  const program = buildTrainingProgram(predictionSpec(config, 1, 2, prepared));
  return wholePixels(imageNetwork(session, program, prepared));
}

describe('the size up to which images run whole', () => {
  it('is at least a megapixel for the default network: weights do not grow with the image and do not count', () => {
    expect(limitFor({ width: 16, depth: 4 })).toBeGreaterThan(1024 * 1024);
  });

  it('shrinks as the network gets wider', () => {
    const ratio = limitFor({ width: 16, depth: 3 }) / limitFor({ width: 64, depth: 3 });
    expect(ratio).toBeGreaterThan(3.5);
    expect(ratio).toBeLessThan(4.5);
  });
});
