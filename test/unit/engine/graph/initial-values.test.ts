import { describe, expect, it } from 'vitest';
import { initialValues } from '../../../../src/engine/graph/initial-values';
import { buildTrainingProgram } from '../../../../src/engine/graph/program';
import { smallSpec } from './small-program';

const program = buildTrainingProgram(smallSpec({ network: { kind: 'unet', width: 16, depth: 2 } }));

describe('initial values', () => {
  it('are the same for the same seed and others for another', () => {
    expect(initialValues(program, 4)).toEqual(initialValues(program, 4));
    const [a, b] = [initialValues(program, 4), initialValues(program, 5)];
    expect(a.get('head/kernel')).not.toEqual(b.get('head/kernel'));
  });

  it('agree between two networks where a layer is the same', () => {
    const deeper = buildTrainingProgram(
      smallSpec({ network: { kind: 'unet', width: 16, depth: 3 }, patchHeight: 32, patchWidth: 32 }),
    );
    const [a, b] = [initialValues(program, 4), initialValues(deeper, 4)];
    for (const name of ['encoder0/conv0/kernel', 'encoder1/conv1/kernel', 'decoder0/conv0/kernel']) {
      expect(b.get(name)).toEqual(a.get(name));
    }
  });

  it('of kernels before a ReLU are normal with deviation sqrt(2 / fan-in) (He et al. 2015)', () => {
    const kernel = initialValues(program, 4).get('bottom/conv1/kernel') ?? new Float32Array();
    const scaled = kernel.map((value) => value / Math.sqrt(2 / (9 * 64)));
    const moment = (power: number) => scaled.reduce((sum, value) => sum + value ** power, 0) / scaled.length;
    expect(scaled.length).toBe(9 * 64 * 64);
    // 36,864 draws: the moments of a standard normal to within five of their own deviations.
    expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(scaled.length));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / scaled.length));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / scaled.length));
  });

  it('of batch norms are the identity, of slots 0, of powers beta', () => {
    const values = initialValues(program, 4);
    expect(new Set(values.get('bottom/norm0/gamma'))).toEqual(new Set([1]));
    expect(new Set(values.get('bottom/norm0/moving_variance'))).toEqual(new Set([1]));
    expect(new Set(values.get('bottom/norm0/moving_mean'))).toEqual(new Set([0]));
    expect(new Set(values.get('bottom/conv0/kernel/v'))).toEqual(new Set([0]));
    expect(values.get('beta2_power')).toEqual(Float32Array.of(0.999));
  });
});
