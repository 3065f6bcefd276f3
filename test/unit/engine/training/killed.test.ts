import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../../src/shared/training/run-events';
import { counter, lastValues, type MadeRun, newRun, removeRuns, smallConfig, thinLines } from './made-run';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';
const kills = isSoak ? 10 : 2;
const pictures = [1, 2, 3].map((seed) => thinLines(seed));

afterEach(removeRuns);

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
    const random = counter(isSoak ? Date.now() % 1e6 : 5);
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
