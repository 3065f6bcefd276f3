import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unzip } from '../../../../scripts/archive/unzip.mjs';
import { temporaryFolder } from '../temporary-folder';
import { type MadeEntry, madeZip } from './made-zip';

const folder = temporaryFolder();
const link = 0o120777;

async function unpack(bytes: Buffer, options?: Parameters<typeof unzip>[2]): Promise<string> {
  const archive = join(folder.path, 'made.zip');
  const goal = join(folder.path, 'goal');
  writeFileSync(archive, bytes);
  await unzip(archive, goal, options);
  return goal;
}

describe('unzip', () => {
  it('keeps permissions', async () => {
    const goal = await unpack(
      madeZip([
        { name: 'program', content: '#!', mode: 0o100755 },
        { name: 'text', content: 'words', mode: 0o100640 },
      ]),
    );
    expect(statSync(join(goal, 'program')).mode & 0o777).toBe(0o755);
    expect(statSync(join(goal, 'text')).mode & 0o777).toBe(0o640);
  });

  it('keeps links', async () => {
    const goal = await unpack(
      madeZip([
        { name: 'a/link', content: '../b/file', mode: link },
        { name: 'b/file', content: 'reached' },
      ]),
    );
    expect(readlinkSync(join(goal, 'a/link'))).toBe('../b/file');
    expect(readFileSync(join(goal, 'a/link'), 'utf8')).toBe('reached');
  });

  it('reads sizes and offsets of 64 bits', async () => {
    const goal = await unpack(
      madeZip(
        [
          { name: 'one', content: 'first' },
          { name: 'two', content: 'second', isStored: true },
        ],
        true,
      ),
    );
    expect(readFileSync(join(goal, 'two'), 'utf8')).toBe('second');
  });

  it('reads what Python writes', async () => {
    const source = join(folder.path, 'source');
    mkdirSync(source);
    writeFileSync(join(source, 'numbers.bin'), Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * i) % 251)));
    writeFileSync(join(source, 'empty'), '');
    execFileSync('python3', ['-m', 'zipfile', '-c', 'python.zip', 'source'], { cwd: folder.path });
    await unzip(join(folder.path, 'python.zip'), folder.path, { select: (name) => name.replace('source', 'copy') });
    expect(readFileSync(join(folder.path, 'copy/numbers.bin'))).toEqual(readFileSync(join(source, 'numbers.bin')));
    expect(statSync(join(folder.path, 'copy/empty')).size).toBe(0);
  });

  it('writes only what is selected, where it is told to', async () => {
    const made = madeZip([
      { name: 'keep/this', content: 'kept' },
      { name: 'drop/that', content: 'dropped' },
    ]);
    const goal = await unpack(made, { select: (name) => (name.startsWith('keep/') ? name.slice(5) : undefined) });
    expect(readdirSync(goal)).toEqual(['this']);
  });

  it.each(['../outside', '/etc/outside', 'a/../../outside', 'c:/outside', 'a\\..\\outside'])(
    'refuses %s, and writes nothing',
    async (name) => {
      const made = madeZip([
        { name: 'fine', content: 'fine' },
        { name, content: 'bad' },
      ]);
      await expect(unpack(made)).rejects.toThrow('leads out of its folder');
      expect(existsSync(join(folder.path, 'goal'))).toBe(false);
    },
  );

  it.each(['../../outside', '/etc'])('refuses a link to %s', async (target) => {
    await expect(unpack(madeZip([{ name: 'a/link', content: target, mode: link }]))).rejects.toThrow(
      'leads out of its folder',
    );
  });

  it('finds a changed byte by the sum', async () => {
    await expect(unpack(madeZip([{ name: 'file', content: 'right', crc: 1 }]))).rejects.toThrow('size and sum');
  });

  it('refuses an archive that is cut off', async () => {
    const made = madeZip([{ name: 'file', content: 'x'.repeat(1000) }]);
    await expect(unpack(made.subarray(0, made.length - 30))).rejects.toThrow('not a zip archive');
  });

  it('gives back any bytes that were packed', async () => {
    let round = 0;
    const entry = fc.record({ content: fc.uint8Array({ maxLength: 3000 }), isStored: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 8 }), fc.boolean(), async (entries, isZip64) => {
        const named: MadeEntry[] = entries.map((one, i) => ({ ...one, name: `folder ${i % 3}/ä${i}` }));
        const archive = join(folder.path, 'any.zip');
        const goal = join(folder.path, `any ${round++}`);
        writeFileSync(archive, madeZip(named, isZip64));
        await unzip(archive, goal);
        for (const { name, content } of named) expect(readFileSync(join(goal, name))).toEqual(Buffer.from(content));
      }),
      { seed: 5, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 25 },
    );
  });
});
