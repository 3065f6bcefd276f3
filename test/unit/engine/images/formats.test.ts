import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeImage } from '../../../../src/engine/images/decode';
import { readHeader } from '../../../../src/engine/images/header';
import { readNpy } from './npy-values';

interface FormatCase {
  file: string;
  values: string;
  tolerance: number;
  page?: number;
  channels?: number[];
  pages?: number;
  pixelSize?: { x: number; y: number; unit: string };
  channelNames?: string[];
  refused?: string;
}

const cache = process.env.MASKWRIGHT_CACHE ?? join(homedir(), '.cache', 'maskwright');
const python = join(cache, 'formats-python', 'bin', 'python');
const program = resolve(import.meta.dirname, '../../../acceptance/formats.py');
const REASON = 'needs Pillow, tifffile, OpenCV and pypng: see test/acceptance/README.md';

const folder = mkdtempSync(join(tmpdir(), 'maskwright-formats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cases = existsSync(python) ? writtenCases() : [];

function writtenCases(): FormatCase[] {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  execFileSync(python, [program, folder], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  return JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8'));
}

describe.skipIf(cases.length === 0)(`files written by Pillow, tifffile, OpenCV and pypng (${REASON})`, () => {
  it('are many', () => {
    expect(cases.length).toBeGreaterThan(500);
  });

  it.each(cases.filter(({ refused }) => refused === undefined))(
    '$file, page $page, channels $channels',
    async (one) => {
      const path = join(folder, one.file);
      const expected = readNpy(readFileSync(join(folder, one.values)));
      const { image } = await decodeImage(path, { page: one.page, channels: one.channels });
      expect([image.height, image.width, image.channels]).toEqual(expected.shape);
      expect(image.data.constructor).toBe(expected.data.constructor);
      expect(worstDifference(image.data, expected.data)).toBeLessThanOrEqual(one.tolerance);
      const header = await readHeader(path);
      if (one.pages !== undefined) expect(header.pages).toHaveLength(one.pages);
      if (one.channelNames !== undefined) expect(header.channelNames).toEqual(one.channelNames);
      if (one.pixelSize !== undefined) {
        expect(header.pixelSize?.unit).toBe(one.pixelSize.unit);
        expect(header.pixelSize?.x).toBeCloseTo(one.pixelSize.x, 4);
        expect(header.pixelSize?.y).toBeCloseTo(one.pixelSize.y, 4);
      }
      const page = header.pages[one.page ?? 0];
      if (one.channels === undefined) {
        expect(page).toMatchObject({ width: image.width, height: image.height, channels: image.channels });
      }
    },
  );

  it.each(cases.filter(({ refused }) => refused !== undefined))('$file is refused: $refused', async (one) => {
    await expect(decodeImage(join(folder, one.file))).rejects.toMatchObject({ code: one.refused });
  });
});

function worstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let worst = a.length === b.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < a.length; i++) worst = Math.max(worst, Math.abs((a[i] ?? 0) - (b[i] ?? Number.NaN)));
  return worst;
}
