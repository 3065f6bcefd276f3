import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkpointPath, findCheckpoint } from '../../../../src/engine/training/checkpoint';
import type { RunEvent } from '../../../../src/shared/training/run-events';
import { counter, type MadeRun, newRun, removeRuns, smallConfig, thinLines } from './made-run';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';
const kills = isSoak ? 10 : 2;
const pictures = [1, 2, 3].map((seed) => thinLines(seed));

afterEach(removeRuns);

async function lastValues(run: MadeRun): Promise<Map<string, Float32Array>> {
  const found = await findCheckpoint(run.runFolder, 'last');
  if (!found) throw new Error('no checkpoint');
  return found.values;
}

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

  it('stops while preparing, too', async () => {
    const run = await newRun(pictures, smallConfig());
    const stop = new AbortController();
    const { finished } = await run.train({ signal: stop.signal, onEvent: () => stop.abort() });
    expect(finished).toMatchObject({ status: 'stopped', step: 0 });
  });
});

describe('a run that is killed', () => {
  // Inside the checkout, so that the bundle finds the packages.
  const outFolder = resolve(`out/test-run-child-${process.pid}`);
  beforeAll(async () => {
    await build({
      configFile: false,
      logLevel: 'error',
      define: { __ENTRIES__: JSON.stringify(resolve('out/main')) },
      build: {
        ssr: resolve('test/unit/engine/training/run-child.ts'),
        outDir: outFolder,
        rollupOptions: { output: { entryFileNames: 'run-child.js' } },
      },
    });
  });
  afterAll(async () => {
    await rm(outFolder, { recursive: true, force: true });
  });

  /** Runs the child until it ends, or kills it some milliseconds after it said `started`. */
  async function runChild(run: MadeRun, killAfterMs: number | null): Promise<RunEvent[]> {
    const child = spawn(process.execPath, [join(outFolder, 'run-child.js'), run.root, run.runFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '2' },
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const isStart = !text.includes('"started"');
      text += chunk.toString();
      if (isStart && text.includes('"started"') && killAfterMs !== null) {
        setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      }
    });
    await new Promise((done) => child.once('close', done));
    const lines = text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .filter(Boolean);
    return lines.map((line): RunEvent => JSON.parse(line));
  }

  it(`ends with the same variables after ${kills} SIGKILLs at random moments as one left alone`, async () => {
    const config = smallConfig({ length: { unit: 'steps', count: isSoak ? 400 : 120 } }, 'edge');
    const left = await newRun(pictures, config);
    await left.train();
    const killed = await newRun(pictures, config);
    const random = counter(process.env.MASKWRIGHT_SOAK === '1' ? Date.now() % 1e6 : 5);
    let cutShort = 0;
    for (let kill = 0; kill < kills; kill++) {
      const seen = await runChild(killed, 100 + 1500 * random());
      if (seen.at(-1)?.type !== 'finished') cutShort += 1;
    }
    expect(cutShort).toBeGreaterThan(0);
    const events = await runChild(killed, null);
    expect(events.at(-1)).toMatchObject({ type: 'finished', status: 'finished' });
    expect(await lastValues(killed)).toEqual(await lastValues(left));
  }, 300_000);
});
