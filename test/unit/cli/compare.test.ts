import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeGreyPng } from '../../../src/engine/formats/png';
import { commandResults } from '../../../src/shared/contract/results/index';
import { randomStream } from '../../../src/shared/training/random';
import { type CommandOutcome, maskwright, startMaskwright } from '../../made/command';
import { linePicture, writeLinePictures } from '../../made/pictures';
import { thinLines } from '../engine/training/made-run';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';
const SIDE = 64;
const IMAGES = 8;
const small = ['--width', '4', '--depth', '1', '--patch', '32', '--batch', '2', '--lr', '5e-3', '--validation', '0.5'];

describe('comparing from the command line', () => {
  let folder: string;
  const environment = (): Record<string, string> => ({
    MASKWRIGHT_CACHE: join(folder, 'cache'),
    MASKWRIGHT_DATA: join(folder, 'data'),
  });
  const run = (...args: string[]): CommandOutcome => maskwright([...args, '--json'], environment());
  const project = (name: string): string => join(folder, name);

  function makeProject(name: string, labels: string, images = join(folder, 'images')): void {
    const made = ['project', 'create', project(name), '--name', name, '--channels', '1'];
    expect(run(...made, '--classes', 'line:#e69f00,ground:#56b4e9').status).toBe(0);
    expect(run('images', 'add', project(name), images).status).toBe(0);
    expect(run('masks', 'import', project(name), '--from', labels, '--map', '0=line,255=ground').status).toBe(0);
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'maskwright-compare-'));
    const { labels } = writeLinePictures(folder, IMAGES, SIDE);
    makeProject('lines', labels);
    for (let index = 0; index < IMAGES; index++) {
      const { mask } = linePicture(SIDE, SIDE, index);
      writeFileSync(join(labels, `line_0${index}.png`), encodeGreyPng(SIDE, SIDE, shuffled(mask, index)));
    }
    makeProject('shuffled', labels);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('scores the same to the last pixel where two configurations train alike, and says so', () => {
    const configs = join(folder, 'configs.json');
    writeFileSync(configs, JSON.stringify([{ name: 'plain' }, { name: 'weightless', weighting: 'edge:strength=0' }]));
    const out = join(folder, 'report');
    const compared = run(
      'compare',
      project('lines'),
      '--configs',
      configs,
      '--seeds',
      '1',
      '--steps',
      '8',
      ...small,
      '--out',
      out,
    );
    expect(compared.status).toBe(0);
    for (const event of compared.json) expect(commandResults.compare.schema.safeParse(event).success).toBe(true);
    const finished = compared.json.at(-1);
    expect(finished).toMatchObject({ type: 'finished', status: 'finished', runs: { done: 2, planned: 2 } });
    const { scored } = JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8'));
    expect(scored[0].images).toHaveLength(4);
    expect(scored[1].images).toEqual(scored[0].images);
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('weightless');
  });

  it('keeps what is done when it is stopped, goes on with the rest, and finds nothing in shuffled labels', async () => {
    const seeds = isSoak ? '6' : '5';
    const asked = [
      'compare',
      project('shuffled'),
      '--weightings',
      'none,region',
      '--seeds',
      seeds,
      '--steps',
      '8',
      ...small,
    ];
    const child = startMaskwright([...asked, '--json'], environment());
    const ended = new Promise((done) => child.once('exit', done));
    const before: { type: string; done?: number }[] = [];
    if (child.stdout === null) throw new Error('nothing to read from');
    createInterface({ input: child.stdout }).on('line', (line) => {
      before.push(JSON.parse(line));
      if (before.at(-1)?.type === 'scored') child.kill('SIGINT');
    });
    expect(await ended).toBe(130);
    const stopped = before.at(-1);
    const done = before.filter(({ type }) => type === 'scored').length;
    expect(stopped).toMatchObject({ type: 'finished', status: 'stopped', runs: { done } });
    expect(done).toBeLessThan(3);

    const resumed = run('comparisons', 'resume', project('shuffled'));
    expect(resumed.status).toBe(0);
    expect(resumed.json.filter(({ type }) => type === 'scored')).toHaveLength(2 * Number(seeds) - done);
    const finished = resumed.json.at(-1);
    expect(finished).toMatchObject({
      status: 'finished',
      table: [{ verdict: 'baseline' }, { verdict: 'no-difference' }],
    });
    expect(finished?.verdict).toContain('no difference from "none" that this data can show');
    expect(finished?.verdict).toMatch(/would have shown\.$/);
    expect(run('comparisons', 'list', project('shuffled')).json[0].comparisons).toMatchObject([
      { id: 'comparison-001', done: 2 * Number(seeds), isRunning: false },
    ]);
  });

  it('says what is wrong with what it is asked, before anything is trained', () => {
    const lines = project('lines');
    const refused = [
      run('compare', lines),
      run('compare', lines, '--weightings', 'none'),
      run('compare', lines, '--weightings', 'none,edge', '--weighting', 'edge'),
      run('compare', lines, '--weightings', 'none,edge', '--class', 'lines'),
      run('compare', lines, '--configs', join(folder, 'nowhere.json')),
    ];
    expect(refused.map(({ status }) => status)).toEqual([2, 2, 2, 2, 3]);
    for (const { stderr } of refused) expect(stderr).toMatch(/^maskwright: .*\.\n$/);
    expect(run('comparisons', 'list', lines).json[0].comparisons).toHaveLength(1);
  });

  // Fifteen runs: some minutes.
  it.runIf(isSoak)('says that a weighting helps on thin dark structures, and in which class', () => {
    const [images, labels] = ['thin', 'thin-labels'].map((name) => join(folder, name));
    for (const made of [images, labels]) mkdirSync(made);
    for (let index = 0; index < 24; index++) {
      const picture = thinLines(index + 1, 128, 112);
      const mask = picture.labels.map((label) => (label === 2 ? 0 : 255));
      writeFileSync(join(images, `thin_${index}.png`), encodeGreyPng(128, 112, picture.pixels));
      writeFileSync(join(labels, `thin_${index}.png`), encodeGreyPng(128, 112, mask));
    }
    makeProject('thin structures', labels, images);
    const long = ['--seeds', '5', '--steps', '300', '--width', '8', '--depth', '2', '--patch', '64', '--batch', '4'];
    const rest = ['--lr', '3e-3', '--validation', '0.5', '--class', 'line'];
    const asked = ['--weightings', 'none;edge:strength=16;region', ...long, ...rest];
    const finished = run('compare', project('thin structures'), ...asked).json.at(-1);
    expect(finished?.verdict).toContain('is better than "none"');
    expect(finished?.verdict).toContain('IoU of "line" +');
  });
});

/** The same pixels in another order, which has nothing to do with the picture. */
function shuffled(mask: Uint8Array, key: number): Uint8Array {
  const stream = randomStream(key);
  const mixed = mask.slice();
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = stream.integer(i + 1);
    [mixed[i], mixed[j]] = [mixed[j], mixed[i]];
  }
  return mixed;
}
