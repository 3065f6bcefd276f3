import { describe, expect, it } from 'vitest';
import { estimateRun } from '../../../../src/engine/training/estimate';
import { forecastRun, timeSteps } from '../../../../src/engine/training/forecast';
import { tightRoom } from '../../../../src/engine/training/trial';
import { smallConfig } from './made-run';

const codes = (problems: readonly { code: string }[]): string[] => problems.map(({ code }) => code);

describe('the forecast of a run', () => {
  it('is the estimate that the run itself makes, with nothing against a small one', () => {
    const config = smallConfig();
    const { memoryBytes, parameters, flopsPerStep } = estimateRun(config, 1, 2);
    const forecast = forecastRun(config, 1, 2);
    expect(forecast).toMatchObject({ memoryBytes, parameters, flopsPerStep, refusals: [], notes: [], fit: null });
    expect(forecast.receptiveFieldPx).toBeGreaterThan(0);
    expect(forecast.availableBytes).toBeGreaterThan(0);
  });

  it('refuses a patch that the network cannot halve, and estimates the next larger one', () => {
    const network = { kind: 'unet', width: 4, depth: 3 } as const;
    const forecast = forecastRun(smallConfig({ network, patch: 50 }), 1, 2);
    expect(codes(forecast.refusals)).toEqual(['patch-not-multiple']);
    expect(forecast.memoryBytes).toBe(estimateRun(smallConfig({ network, patch: 56 }), 1, 2).memoryBytes);
  });

  it('refuses what is too large, and names a batch and a patch that it would not refuse', () => {
    const config = smallConfig({ network: { kind: 'unet', width: 32, depth: 2 }, patch: 1024, batch: 64 });
    const { refusals, fit } = forecastRun(config, 1, 2);
    expect(codes(refusals)).toEqual(['training-too-large']);
    const { batch, patch } = fit ?? { batch: null, patch: null };
    if (batch === null || patch === null) throw new Error('nothing would fit');
    expect(forecastRun({ ...config, batch }, 1, 2).refusals).toEqual([]);
    expect(forecastRun({ ...config, patch }, 1, 2).refusals).toEqual([]);
  });

  it('warns where the memory that is free now does not suffice', () => {
    const config = smallConfig();
    const estimate = estimateRun(config, 1, 2);
    expect(tightRoom(config, estimate, estimate.memoryBytes)).toBeNull();
    expect(tightRoom(config, estimate, estimate.memoryBytes - 1)?.code).toBe('training-memory-tight');
  });

  it('times the steps of a configuration, and ends when it is cancelled', async () => {
    const config = smallConfig();
    const { flopsPerStep, secondsPerStep } = await timeSteps(config, 1, 2, new AbortController().signal);
    expect(flopsPerStep).toBe(estimateRun(config, 1, 2).flopsPerStep);
    expect(secondsPerStep).toBeGreaterThan(0);
    expect(secondsPerStep).toBeLessThan(5);
    await expect(timeSteps(config, 1, 2, AbortSignal.abort())).rejects.toThrow();
  });
});
