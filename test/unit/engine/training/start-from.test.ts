import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findCheckpoint } from '../../../../src/engine/training/checkpoint';
import { runTraining } from '../../../../src/engine/training/run';
import { readPrepared } from '../../../../src/engine/training/run-folder';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import type { RunEvent } from '../../../../src/shared/training/run-events';
import { type Snapshot, snapshotChannelSchema, snapshotSchema } from '../../../../src/shared/training/snapshot';
import { type MadeRun, newRun, removeRuns, smallConfig, thinLines } from './made-run';

const pictures = [1, 2, 3].map((seed) => thinLines(seed));
const base = smallConfig({ length: { unit: 'steps', count: 12 }, averageDecay: 0.5 });

afterEach(removeRuns);

/** A second run of the same images beside the first, which it goes on from. */
async function further(
  run: MadeRun,
  changes: Partial<Snapshot['config']> = {},
  channels = run.snapshot.channels,
): Promise<string> {
  const folder = join(dirname(run.runFolder), 'run-002');
  await mkdir(folder);
  await copyFile(join(run.runFolder, 'labels.bin'), join(folder, 'labels.bin'));
  const config = runConfigSchema.parse({ ...base, startFrom: 'run-001', ...changes });
  const snapshot = snapshotSchema.parse({ ...run.snapshot, runId: 'run-002', config, channels });
  await writeFile(join(folder, 'snapshot.json'), JSON.stringify(snapshot));
  return folder;
}

async function train(run: MadeRun, runFolder: string, stopAtStart = false) {
  const events: RunEvent[] = [];
  const stop = new AbortController();
  const finished = await runTraining({
    runFolder,
    cacheFolder: join(run.root, 'cache'),
    vendorFolder: join(run.root, 'vendor'),
    signal: stop.signal,
    onEvent: (event) => {
      events.push(event);
      if (stopAtStart && event.type === 'started') stop.abort();
    },
  });
  const found = await findCheckpoint(runFolder, 'last');
  return { finished, events, values: found?.values ?? new Map<string, Float32Array>() };
}

function warned(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'warned' ? [event.problem.code] : []));
}

describe('a run that goes on from another', () => {
  it('begins with what the other predicts with, a fresh optimiser and its input statistics', async () => {
    const run = await newRun(pictures, base);
    await run.train();
    const before = await findCheckpoint(run.runFolder, 'best');
    const folder = await further(run);
    const { values, events } = await train(run, folder, true);
    expect(values.get('encoder0/conv0/kernel')).toEqual(before?.values.get('encoder0/conv0/kernel/average'));
    expect(values.get('head/bias')).toEqual(before?.values.get('head/bias/average'));
    expect(values.get('encoder0/conv0/kernel/m')?.every((one) => one === 0)).toBe(true);
    expect(await readPrepared(folder)).toEqual(await readPrepared(run.runFolder));
    expect(warned(events)).toEqual([]);
  });

  it('takes over the outputs of classes that both have, draws those of new ones, and says so', async () => {
    const run = await newRun(pictures, base);
    await run.train();
    const before = await findCheckpoint(run.runFolder, 'best');
    const [, line] = run.snapshot.channels;
    const hole = snapshotChannelSchema.parse({ id: 3, name: 'hole', color: '#00ff00' });
    const folder = await further(run, {}, [line, hole]);
    const { values, events } = await train(run, folder, true);
    const old = before?.values.get('head/kernel/average') ?? new Float32Array(0);
    const now = values.get('head/kernel') ?? new Float32Array(0);
    const column = (data: Float32Array, at: number): number[] => [...data].filter((_, index) => index % 2 === at);
    expect(column(now, 0)).toEqual(column(old, 1));
    expect(column(now, 1)).not.toEqual(column(old, 0));
    expect(warned(events)).toEqual(expect.arrayContaining(['start-classes-new', 'start-classes-gone']));
  });

  it('begins alike again where it was ended before its first checkpoint and the other is gone', async () => {
    const run = await newRun(pictures, base);
    await run.train();
    const folder = await further(run);
    const first = await train(run, folder);
    await rm(join(folder, 'last.ckpt'));
    await rm(join(folder, 'best.ckpt'));
    await rm(run.runFolder, { recursive: true });
    const again = await train(run, folder);
    expect(again.finished).toMatchObject({ status: 'finished', step: 12 });
    expect(again.values).toEqual(first.values);
  });

  it('is refused where the networks differ, or the other was never trained', async () => {
    const run = await newRun(pictures, base);
    const folder = await further(run, { network: { kind: 'unet', width: 8, depth: 2 } });
    expect((await train(run, folder)).finished).toMatchObject({
      status: 'failed',
      problem: { code: 'start-run-missing' },
    });
    await run.train();
    expect((await train(run, folder)).finished).toMatchObject({
      status: 'failed',
      problem: { code: 'start-network-differs', message: expect.stringContaining('U-Net of width 4') },
    });
    expect(await readFile(join(folder, 'start.ckpt')).catch(() => null)).toBeNull();
  });
});
