import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkpointPath, findCheckpoint, writeCheckpoint } from '../../../../src/engine/training/checkpoint';
import { writeDurably, writeProblem } from '../../../../src/engine/training/durable-file';
import { startState } from '../../../../src/engine/training/training-state';

const runs = process.env.MASKWRIGHT_SOAK === '1' ? 400 : 40;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maskwright-checkpoint-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function values(scale: number): Map<string, Float32Array> {
  return new Map([
    ['kernel', Float32Array.from([1, -2.5, 1e-30, 3e30], (x) => x * scale)],
    ['kernel/m', new Float32Array(7).fill(scale)],
    ['beta1-power', Float32Array.of(0.9)],
  ]);
}

describe('checkpoint', () => {
  it('gives back every variable bit for bit, and where the run stood', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.float32Array({ maxLength: 33 }), { minLength: 1, maxLength: 5 }),
        fc.nat(1e6),
        async (arrays, step) => {
          const written = new Map(arrays.map((data, index) => [`Variable ${index}/ä`, data]));
          await writeCheckpoint(folder, 'last', { state: { ...startState, step }, values: written });
          const found = await findCheckpoint(folder, 'last');
          expect(found?.state.step).toBe(step);
          expect([...(found?.values ?? [])]).toEqual([...written]);
        },
      ),
      { numRuns: runs, seed: 7 },
    );
  });

  it('is null where the run has none', async () => {
    expect(await findCheckpoint(folder, 'best')).toBeNull();
  });

  it('falls back from best to last without a word where best was never written', async () => {
    await writeCheckpoint(folder, 'last', { state: startState, values: values(1) });
    const found = await findCheckpoint(folder, 'best');
    expect(found).toMatchObject({ kind: 'last', notices: [] });
  });

  it('finds any flipped byte and any cut, says so and falls back to the other checkpoint', async () => {
    await writeCheckpoint(folder, 'best', { state: { ...startState, step: 50 }, values: values(2) });
    await writeCheckpoint(folder, 'last', { state: { ...startState, step: 80 }, values: values(1) });
    const path = checkpointPath(folder, 'last');
    const whole = await readFile(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, x, cut) => {
        const hurt = Buffer.from(whole);
        hurt[at] = (hurt[at] ?? 0) ^ x;
        await writeFile(path, cut ? whole.subarray(0, at) : hurt);
        const found = await findCheckpoint(folder, 'last');
        expect(found?.state.step).toBe(50);
        expect(found?.notices[0]).toContain(path);
      }),
      { numRuns: runs, seed: 11 },
    );
  });

  it('says that the checkpoint is damaged where there is no other', async () => {
    await writeFile(checkpointPath(folder, 'last'), 'MASKWCK1 and then nonsense of some length, longer than a digest');
    await expect(findCheckpoint(folder, 'best')).rejects.toMatchObject({ code: 'checkpoint-damaged' });
  });

  it('leaves the earlier file and nothing half-written where writing fails', async () => {
    await writeCheckpoint(folder, 'last', { state: { ...startState, step: 1 }, values: values(1) });
    function* failing(): Generator<Uint8Array> {
      yield new Uint8Array(1000);
      throw new Error('no more memory');
    }
    await expect(writeDurably(checkpointPath(folder, 'last'), failing())).rejects.toThrow('no more memory');
    expect((await findCheckpoint(folder, 'last'))?.state.step).toBe(1);
    expect(await readdir(folder)).toEqual(['last.ckpt']);
  });

  it('names the file and a remedy where the folder does not take it', async () => {
    const path = join(folder, 'last.ckpt');
    const refused = Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' });
    expect(writeProblem(refused, path)).toMatchObject({ code: 'folder-read-only', file: path });
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    expect(writeProblem(full, path)).toMatchObject({ code: 'disk-full', file: path });
  });
});
