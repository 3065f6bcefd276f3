import { describe, expect, it } from 'vitest';
import type { EngineEstimate } from '../../../../src/shared/contract/engine-training';
import type { RunEstimateReply } from '../../../../src/shared/contract/runs';
import { type RunConfig, runConfigSchema } from '../../../../src/shared/training/run-config';
import { estimatedClasses, runEstimate } from '../../../../src/shared/training/run-estimate';
import type { FactsImage } from '../../../../src/shared/training/training-facts';
import { presets } from '../../../../src/shared/weighting/presets';
import { labelledImage, projectOf } from './made-images';

const engine: EngineEstimate = {
  memoryBytes: 100,
  availableBytes: 1000,
  parameters: 7,
  receptiveFieldPx: 140,
  flopsPerStep: 4e9,
  refusals: [],
  notes: [],
  fit: null,
};
const two = projectOf(['membrane', 'nucleus']);
const config = (over: Partial<RunConfig> = {}): RunConfig =>
  runConfigSchema.parse({ weighting: presets.edge.weighting, patch: 64, batch: 4, ...over });
const four = [1, 2, 3, 4].map((number) => labelledImage(number, [10, 10]));
const estimate = (
  over: Partial<RunConfig>,
  images: readonly FactsImage[] = four,
  speed: number | null = 1e10,
): RunEstimateReply => runEstimate(config(over), images, two, engine, speed);
const codes = ({ problems }: RunEstimateReply): string[] => problems.map(({ code }) => code);

describe('the estimate of a run', () => {
  it('counts steps as the run will: an epoch has at least 50', () => {
    expect(estimate({ length: { unit: 'epochs', count: 3 } })).toMatchObject({ stepsPerEpoch: 50, totalSteps: 150 });
    expect(estimate({ length: { unit: 'steps', count: 30 } })).toMatchObject({ totalSteps: 30 });
    const many = Array.from({ length: 1001 }, (_, number) => labelledImage(number, [10, 10]));
    // A fifth of them validates.
    expect(estimate({ batch: 2 }, many)).toMatchObject({ stepsPerEpoch: Math.ceil(801 / 2) });
  });

  it('says nothing of time where the speed of the device is not known', () => {
    expect(estimate({}, four, null).secondsTotal).toBeNull();
  });

  it('takes the time of the steps, and a third of a step for as many pixels of validation', () => {
    const alone = estimate({ length: { unit: 'steps', count: 50 } }, [labelledImage(1, [10, 10])]);
    expect(alone.secondsTotal).toBeCloseTo(50 * 0.4, 9);
    const validated = estimate({ length: { unit: 'steps', count: 50 } });
    expect(validated.secondsTotal).toBeCloseTo(50 * 0.4 + (0.4 / 3) * (6000 / (4 * 64 * 64)), 9);
  });

  it('counts validation with a fifth of the whole time at most, which it is held to', () => {
    const large = [labelledImage(1, [10, 10]), labelledImage(2, [10, 10], { width: 20_000, height: 20_000 })];
    const images = large.map((image, index) => ({ ...image, split: index === 0 ? 'training' : 'validation' }) as const);
    expect(estimate({ length: { unit: 'steps', count: 100 } }, images).secondsTotal).toBeCloseTo((100 * 0.4) / 0.8, 9);
  });

  it('can start without a problem where nothing speaks against it', () => {
    expect(estimate({})).toMatchObject({ problems: [], canStart: true, memoryBytes: 100, parameters: 7 });
  });

  it('cannot start where something is missing, and says that first', () => {
    const reply = estimate({ weighting: presets.none.weighting }, [labelledImage(1, [10])]);
    expect(reply.canStart).toBe(false);
    expect(codes(reply)[0]).toBe('training-one-class-painted');
    expect(codes(estimate({}, []))).toEqual(['training-no-image']);
    expect(codes(estimate({}, [labelledImage(1, [])]))).toEqual(['nothing-painted']);
  });

  it("goes by the run's own choice of validation, not by the project's split", () => {
    const images = four.map((image) => ({ ...image, split: 'validation' }) as const);
    expect(estimate({}, images).canStart).toBe(false);
    expect(estimate({ validation: { kind: 'images', names: ['1.png'] } }, four).canStart).toBe(true);
    const unknown = estimate({ validation: { kind: 'images', names: ['nowhere.png'] } });
    expect(codes(unknown)).toEqual(['name-unknown']);
    expect(unknown.canStart).toBe(false);
  });

  it('cannot start where the engine refuses it, and passes on what would fit', () => {
    const tooLarge = { code: 'training-too-large', message: 'Too large.', hint: 'A batch of 2 would fit.' };
    const refused = { ...engine, refusals: [tooLarge], fit: { batch: 2, patch: null } };
    const reply = runEstimate(config(), four, two, refused, null);
    expect(reply).toMatchObject({ canStart: false, problems: [tooLarge], fit: { batch: 2, patch: null } });
  });

  it('can start with things to know: nothing to validate on, a class without a pixel, no weighting', () => {
    const one = [labelledImage(1, [10, 10])];
    const three = projectOf(['membrane', 'nucleus', 'rim']);
    const reply = runEstimate(config({ weighting: presets.none.weighting }), one, three, engine, null);
    expect(codes(reply)).toEqual(['no-validation-image', 'class-without-pixels', 'run-unweighted']);
    expect(reply.canStart).toBe(true);
  });

  it('estimates a network of two classes where the project has fewer yet', () => {
    expect(estimatedClasses(projectOf([]))).toBe(2);
    expect(estimatedClasses(projectOf(['a', 'b'], { unpainted: 'background' }))).toBe(3);
  });
});
