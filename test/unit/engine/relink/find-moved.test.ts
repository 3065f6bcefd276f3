import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findMoved, type WantedFile } from '../../../../src/engine/relink/find-moved';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maskwright-moved-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Files named like images; what they hold does not matter here. */
function write(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const wanted = (name: string, content: string): WantedFile<string> => ({
  id: name,
  name,
  bytes: Buffer.byteLength(content),
  sha256: createHash('sha256').update(content).digest('hex'),
});
const noStop = new AbortController().signal;
const found = async (...files: WantedFile<string>[]) => {
  const moved = await findMoved(folder, files, noStop);
  return { found: moved.found.map(({ id, path }) => [id, path]), replaced: moved.replaced };
};

describe('a moved folder', () => {
  it('gives its files back by what they hold, whatever they are called now', async () => {
    const a = write('deep/in/renamed.png', 'one');
    const b = write('b.png', 'two');
    const moved = await found(wanted('a.png', 'one'), wanted('b.png', 'two'));
    expect(moved.found.sort()).toEqual([
      ['a.png', a],
      ['b.png', b],
    ]);
    expect(moved.replaced).toEqual([]);
  });

  it('takes of several copies the one that is still called the same', async () => {
    write('0-copy.png', 'one');
    const same = write('old/a.png', 'one');
    write('z-copy.png', 'one');
    expect((await found(wanted('scans/a.png', 'one'))).found).toEqual([['scans/a.png', same]]);
  });

  it('asks about a file of the same name that holds something else', async () => {
    write('left/a.png', 'other');
    const near = write('right/scans/a.png', 'another');
    expect(await found(wanted('scans/a.png', 'one'))).toEqual({
      found: [],
      replaced: [{ id: 'scans/a.png', path: near }],
    });
  });

  it('never takes a file for one image by its name that is another one by its content', async () => {
    const path = write('a.png', 'two');
    expect(await found(wanted('a.png', 'one'), wanted('b.png', 'two'))).toEqual({
      found: [['b.png', path]],
      replaced: [],
    });
  });

  it('reads only files of a size that is wanted', async () => {
    for (let i = 0; i < 20; i++) write(`${i}.png`, 'x'.repeat(i + 10));
    write('a.png', 'one');
    const told: number[] = [];
    await findMoved(folder, [wanted('a.png', 'one')], noStop, (_, total) => told.push(total));
    expect(new Set(told)).toEqual(new Set([1]));
  });

  it('that was copied twice is found once', async () => {
    write('one/a.png', 'one');
    cpSync(join(folder, 'one'), join(folder, 'two'), { recursive: true });
    expect((await found(wanted('a.png', 'one'))).found).toHaveLength(1);
  });

  it('is left when it is told to stop', async () => {
    write('a.png', 'one');
    const stop = new AbortController();
    stop.abort();
    await expect(findMoved(folder, [wanted('a.png', 'one')], stop.signal)).rejects.toThrow(/abort/i);
  });
});
