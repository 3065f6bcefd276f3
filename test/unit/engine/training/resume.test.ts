import { mkdirSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkpointPath } from '../../../../src/engine/training/checkpoint';
import { lastValues, type MadeRun, newRun, removeRuns, smallConfig, thinLines } from './made-run';

const pictures = [1, 2, 3].map((seed) => thinLines(seed));

afterEach(removeRuns);

/** Trains on and stops at the first step event from the given step on. */
async function trainUntil(run: MadeRun, step: number): Promise<number> {
  const stop = new AbortController();
  const { finished } = await run.train({
    resume: true,
    signal: stop.signal,
    onEvent: (event) => {
      if (event.type === 'step' && event.step >= step) stop.abort();
    },
  });
  return finished.step;
}

describe('a run that was stopped', () => {
  it('goes on bit for bit: variables, moving statistics, optimiser slots, losses and scores', async () => {
    const config = smallConfig({ length: { unit: 'steps', count: 70 }, augmentation: 'strong' }, 'edge*0.7+region*0.3');
    const left = await newRun(pictures, config);
    const whole = await left.train();
    const halting = await newRun(pictures, config);
    const stops = [await trainUntil(halting, 1), await trainUntil(halting, 52)];
    expect(stops[1]).toBeGreaterThan(stops[0]);
    const last = await halting.train({ resume: true });

    expect(last.finished.status).toBe('finished');
    expect(await lastValues(halting)).toEqual(await lastValues(left));
    for (const key of ['trainingLoss', 'validationLoss', 'scores', 'bestStep'] as const) {
      expect(last.finished[key]).toEqual(whole.finished[key]);
    }
  });

  it('goes on from the other checkpoint where the last one is damaged, says so, and ends at the same variables', async () => {
    const config = smallConfig({ length: { unit: 'steps', count: 60 } });
    const left = await newRun(pictures, config);
    await left.train();
    const hurt = await newRun(pictures, config);
    await trainUntil(hurt, 52);
    const path = checkpointPath(hurt.runFolder, 'last');
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length / 2));
    const { finished, events } = await hurt.train({ resume: true });
    expect(finished).toMatchObject({ status: 'finished', step: 60 });
    expect(events.find((event) => event.type === 'started')).toMatchObject({ fromStep: 50 });
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'warned', problem: expect.objectContaining({ code: 'checkpoint-damaged' }) }),
    );
    expect(await lastValues(hurt)).toEqual(await lastValues(left));
  });

  it('begins at its first step where it was stopped before anything was kept', async () => {
    const run = await newRun(pictures, smallConfig({ length: { unit: 'steps', count: 3 } }));
    expect((await run.train({ resume: true })).finished).toMatchObject({ status: 'finished', step: 3 });
  });

  it('fails, and does not call itself stopped, where its checkpoint cannot be written', async () => {
    const run = await newRun(pictures, smallConfig());
    const stop = new AbortController();
    const { finished } = await run.train({
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type !== 'step' || stop.signal.aborted) return;
        mkdirSync(checkpointPath(run.runFolder, 'last'));
        stop.abort();
      },
    });
    expect(finished).toMatchObject({ status: 'failed', problem: { file: checkpointPath(run.runFolder, 'last') } });
  });

  it('removes the half-written checkpoint of a process that was killed', async () => {
    const run = await newRun(pictures, smallConfig({ length: { unit: 'steps', count: 3 } }));
    await writeFile(join(run.runFolder, 'last.ckpt.writing-4711'), 'half');
    await run.train({ resume: true });
    expect((await readdir(run.runFolder)).sort()).toEqual([
      'best.ckpt',
      'labels.bin',
      'last.ckpt',
      'pictures',
      'prepared.json',
      'snapshot.json',
    ]);
  });

  it('stops while preparing, too', async () => {
    const run = await newRun(pictures, smallConfig());
    const stop = new AbortController();
    const { finished } = await run.train({ signal: stop.signal, onEvent: () => stop.abort() });
    expect(finished).toMatchObject({ status: 'stopped', step: 0 });
  });
});
