import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-node-gpu';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeGreyPng } from '../../../src/engine/formats/png';
import { openProject } from '../../../src/main/store/open-project';
import { type CommandOutcome, maskwright, startMaskwright } from '../../made/command';
import { linePicture, writeLinePictures } from '../../made/pictures';
import { joined, pngChunk, pngFile, withExif } from '../engine/images/made-files';
import { recorded } from '../engine/images/recorded-files';

const small = ['--width', '4', '--depth', '2', '--patch', '32', '--batch', '2', '--augment', 'none'];
const classes = 'line:#e69f00,ground:#56b4e9';
const map = ['--map', '0=line,255=ground'];

// Root may write everywhere, so a process of nobody looks on: where it may read the program at all.
const isRoot = process.getuid?.() === 0;
const onlooker = isRoot ? { uid: 65534 } : {};
const canLookOn = process.platform !== 'win32' && (!isRoot || maskwright(['--version'], {}, onlooker).status === 0);

interface Failure {
  file: string;
  code: string;
  message: string;
  hint: string;
}

describe('bad input and misuse, from the command line', () => {
  let folder: string;
  let environment: Record<string, string>;
  const run = (...args: string[]): CommandOutcome => maskwright([...args, '--json'], environment);
  const failures = (outcome: CommandOutcome): Failure[] => outcome.json[0].failed as Failure[];
  const codeOf = (outcome: CommandOutcome, name: string): string | undefined =>
    failures(outcome).find(({ file }) => file.endsWith(name))?.code;

  function make(name: string, list = classes): string {
    const project = join(folder, name);
    expect(run('project', 'create', project, '--name', name, '--classes', list, '--channels', '1').status).toBe(0);
    return project;
  }

  /** A project with three labelled pictures of 64 x 64, its own copies. */
  function makeLabelled(name: string, list = classes): { project: string; images: string; labels: string } {
    const project = make(name, list);
    const made = writeLinePictures(join(folder, `${name} files`), 3, 64);
    expect(run('images', 'add', project, made.images).status).toBe(0);
    expect(run('masks', 'import', project, '--from', made.labels, ...map).status).toBe(0);
    return { project, ...made };
  }

  /** One line on standard error beside TensorFlow's own, which names the file and ends with what to do. */
  function expectOneLine({ stderr, stdout }: CommandOutcome, ...parts: string[]): void {
    const lines = stderr
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('maskwright: '));
    expect(lines).toHaveLength(1);
    for (const part of parts) expect(lines[0]).toContain(part);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
  }

  beforeAll(() => {
    // Spaces and letters beyond ASCII, as folders of people have them.
    folder = mkdtempSync(join(tmpdir(), 'maskwright bäd '));
    environment = { MASKWRIGHT_CACHE: join(folder, 'cache'), MASKWRIGHT_DATA: join(folder, 'data') };
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe('images', () => {
    let added: CommandOutcome;
    let project: string;

    beforeAll(async () => {
      project = make('kinds');
      const images = join(folder, 'kinds of images');
      mkdirSync(images);
      const put = (name: string, bytes: Uint8Array): void => writeFileSync(join(images, name), bytes);
      const { grey } = linePicture(32, 32, 1);
      put('fine.png', encodeGreyPng(32, 32, grey));
      put(
        'deep.png',
        encodeGreyPng(
          32,
          32,
          Uint16Array.from(grey, (value) => value * 257),
        ),
      );
      const rgba = Array.from({ length: 6 * 4 * 4 }, (_, index) => (index * 11) % 256);
      put('alpha.png', pngFile({ width: 6, height: 4, bitDepth: 8, colorType: 6, samples: rgba }));
      put('dot.png', encodeGreyPng(1, 1, Uint8Array.of(7)));
      put('cmyk.jpg', recorded('cmykJpeg'));
      const jpeg = await tf.node.encodeJpeg(tf.zeros([16, 24, 3], 'int32'));
      put('turned.jpg', withExif(jpeg, 6, 'MM'));
      put('huge.png', claiming(20_000, 20_000));
      put('wide.png', claiming(16_000, 16_000));
      added = run('images', 'add', project, images);
    });

    it('are taken in where they can be: 16-bit, with alpha, CMYK, of one pixel', () => {
      expect(added.status).toBe(1);
      expect(added.json[0].added).toBe(6);
      expect(added.stderr).toMatch(/alpha\.png: .*transparency/i);
      const listed = run('images', 'list', project).json[0].images as { name: string; depth: number }[];
      expect(listed.find(({ name }) => name === 'deep.png')).toMatchObject({ depth: 16, channels: 1 });
      expect(listed.find(({ name }) => name === 'alpha.png')).toMatchObject({ width: 6, height: 4, channels: 3 });
      expect(listed.find(({ name }) => name === 'dot.png')).toMatchObject({ width: 1, height: 1 });
      expect(listed.find(({ name }) => name === 'cmyk.jpg')).toMatchObject({ channels: 3, depth: 8 });
      expect(listed.find(({ name }) => name === 'turned.jpg')).toMatchObject({ width: 16, height: 24 });
    });

    it('that claim more pixels than they hold, or than can be decoded, are refused by their header', () => {
      expect(codeOf(added, 'huge.png')).toBe('image-too-large');
      expect(codeOf(added, 'wide.png')).toBe('image-truncated');
      for (const { file, message, hint } of failures(added)) {
        expect(message).toContain(file);
        expect(hint).not.toBe('');
      }
    });

    it('are asked for where a folder holds none', () => {
      mkdirSync(join(folder, 'nothing'));
      const outcome = run('images', 'add', project, join(folder, 'nothing'));
      expect(outcome.status).toBe(3);
      expect(failures(outcome)).toMatchObject([{ code: 'images-none', file: join(folder, 'nothing') }]);
    });
  });

  it('tells what is wrong with each mask and imports the others', () => {
    const project = make('masks');
    const { images, labels } = writeLinePictures(join(folder, 'masks files'), 4, 64);
    run('images', 'add', project, images);
    writeFileSync(join(labels, 'line_00.png'), encodeGreyPng(32, 64, new Uint8Array(32 * 64)));
    writeFileSync(join(labels, 'line_01.png'), encodeGreyPng(64, 64, new Uint8Array(64 * 64).fill(9)));
    copyFileSync(join(labels, 'line_02.png'), join(labels, 'stranger.png'));
    const outcome = run('masks', 'import', project, '--from', labels, ...map);
    expect(outcome).toMatchObject({ status: 1, json: [{ imported: 2 }] });
    expect(codeOf(outcome, 'line_00.png')).toBe('mask-size');
    expect(codeOf(outcome, 'line_01.png')).toBe('mask-value-without-class');
    expect(codeOf(outcome, 'stranger.png')).toBe('name-unknown');
    expect(run('project', 'show', project).json[0]).toMatchObject({ images: { labelled: 2 } });
  });

  it('warns where masks of 0 and 255 come in without a map', () => {
    const project = make('unmapped');
    const { images, labels } = writeLinePictures(join(folder, 'unmapped files'), 1, 32);
    run('images', 'add', project, images);
    const outcome = run('masks', 'import', project, '--from', labels);
    expect(outcome).toMatchObject({ status: 0, json: [{ imported: 1 }] });
    expect(outcome.stderr).toMatch(/warning: .*1 is line.*--map/);
  });

  it('does not train where nothing is painted', () => {
    const project = make('blank');
    const { images } = writeLinePictures(join(folder, 'blank files'), 1, 32);
    run('images', 'add', project, images);
    const outcome = run('train', project, '--steps', '1', ...small);
    expect(outcome.status).toBe(3);
    expectOneLine(outcome, 'painted pixel', 'import masks');
    expect(run('runs', 'list', project).json[0].runs).toEqual([]);
  });

  it('trains without an image that is gone or replaced and a class that is not painted, names each, ends with 1', () => {
    const { project, images } = makeLabelled('moved', `${classes},blood:#009e73`);
    rmSync(join(images, 'line_00.png'));
    const outcome = run('train', project, '--steps', '2', '--validation', 'line_02', ...small);
    expect(outcome.status).toBe(1);
    const warnings = outcome.json.filter(({ type }) => type === 'warned');
    expect(warnings).toMatchObject([
      { problem: { code: 'image-gone', message: expect.stringContaining('line_00.png') } },
      { problem: { code: 'class-without-pixels', message: expect.stringContaining('blood') } },
    ]);
    expect(outcome.json.at(-1)).toMatchObject({ type: 'finished', status: 'finished', step: 2 });
    expect(run('images', 'list', project, '--filter', 'missing').json[0].images).toMatchObject([
      { name: 'line_00.png' },
    ]);

    copyFileSync(join(images, 'line_02.png'), join(images, 'line_01.png'));
    const none = run('train', project, '--steps', '2', '--validation', 'line_02', ...small);
    expect(none.status).toBe(3);
    const codes = none.json.filter(({ type }) => type === 'warned').map(({ problem }) => (problem as Failure).code);
    expect(codes).toEqual(expect.arrayContaining(['image-gone', 'image-replaced']));
    const weights = run('weights', project, '--image', 'line_01', '--weighting', 'edge');
    expect(weights.status).toBe(3);
    expectOneLine(weights, 'line_01.png', 'replaced', 'Put the original back');
  });

  it('keeps a second writer out while a first one writes, and readers in', () => {
    const project = make('shared');
    const { images } = writeLinePictures(join(folder, 'shared files'), 1, 32);
    const first = openProject(project, { mode: 'write', program: 'the first writer' });
    try {
      const second = run('images', 'add', project, images);
      expect(second.status).toBe(3);
      expectOneLine(second, 'shared', 'the first writer', `process ${process.pid}`, 'Close it there first');
      expect(run('project', 'show', project).status).toBe(0);
    } finally {
      first.project.close();
    }
    expect(run('images', 'add', project, images)).toMatchObject({ status: 0, json: [{ added: 1 }] });
  });

  it.skipIf(!canLookOn)('reads a project in a read-only folder and says why it cannot write', () => {
    const { project, images } = makeLabelled('locked');
    const look = (...args: string[]): CommandOutcome =>
      maskwright([...args, '--json'], { ...environment, HOME: folder }, onlooker);
    chmodSync(folder, 0o755);
    if (!isRoot) for (const path of [join(project, 'project.sqlite'), project]) chmodSync(path, 0o555);
    try {
      const refused = look('images', 'add', project, images);
      expect(refused.status).toBe(3);
      expectOneLine(refused, 'project.sqlite', 'cannot be written to', 'permissions');
      expect(look('images', 'list', project)).toMatchObject({ status: 0, json: [{ images: [{}, {}, {}] }] });
    } finally {
      if (!isRoot) for (const path of [project, join(project, 'project.sqlite')]) chmodSync(path, 0o755);
    }
  });

  it('refuses a damaged database and one of a newer version, and leaves their bytes alone', () => {
    const project = make('old');
    const file = join(project, 'project.sqlite');
    const whole = readFileSync(file);
    const newer = Buffer.from(whole);
    newer.writeUInt32BE(99, 60);
    const cases: [Buffer, string][] = [
      [newer, 'newer Maskwright'],
      [whole.subarray(0, 10_000), 'damaged'],
    ];
    for (const [bytes, word] of cases) {
      writeFileSync(file, bytes);
      const outcome = run('images', 'add', project, folder);
      expect(outcome.status).toBe(3);
      expectOneLine(outcome, file, word);
      expect(readFileSync(file).equals(bytes)).toBe(true);
    }
  });

  it('stops training after the step on Ctrl+C with 130, and the run can be resumed', async () => {
    const { project } = makeLabelled('stopped');
    const training = startMaskwright(['train', project, '--steps', '100000', ...small, '--json'], environment);
    let said = '';
    training.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (!training.killed && said.includes('"type":"step"')) training.kill('SIGINT');
    });
    const [status] = await once(training, 'close');
    expect(status).toBe(130);
    const last = JSON.parse(said.trim().split('\n').at(-1) ?? '');
    expect(last).toMatchObject({ type: 'finished', status: 'stopped' });
    expect(last.step).toBeGreaterThan(0);
    expect(existsSync(join(project, 'runs/run-001/last.ckpt'))).toBe(true);
    expect(run('runs', 'list', project).json[0].runs).toMatchObject([{ status: 'stopped', step: last.step }]);
  });

  it.each([
    ['an option that is not there', ['train', 'p', '--stps', '5'], 'Did you mean --steps?'],
    ['a command that is not there', ['projct'], 'Did you mean project?'],
    ['a number out of bounds', ['train', 'p', '--steps', '0'], 'from 1 to'],
    ['options that exclude each other', ['train', 'p', '--steps', '5', '--epochs', '2'], 'Give one of them'],
    ['an unknown source', ['train', 'p', '--weighting', 'edgge'], 'edge, region'],
    ['an unknown key', ['train', 'p', '--weighting', 'edge:sigmma=2'], 'operator, magnitude, sigma'],
    ['a repeated key', ['train', 'p', '--weighting', 'edge:sigma=1,sigma=2'], 'Keep one'],
    ['a bad number', ['train', 'p', '--weighting', 'edge:sigma=much'], 'a number'],
    ['a value that is mapped twice', ['masks', 'import', 'p', '--from', 'm', '--map', '0=a,0=b'], 'twice'],
  ])('ends with 2 and one line on %s', (_, args, hint) => {
    const outcome = run(...args);
    expect(outcome.status).toBe(2);
    expectOneLine(outcome, hint);
  });
});

/** A PNG of a few bytes whose header claims so many pixels. */
function claiming(width: number, height: number): Uint8Array {
  const ihdr = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  ihdr.writeUInt32BE(width, 0);
  ihdr.writeUInt32BE(height, 4);
  const whole = pngFile({ width: 1, height: 1, bitDepth: 8, colorType: 2, samples: [0, 0, 0] });
  const [signatureBytes, headerBytes] = [8, 25];
  return joined([
    whole.subarray(0, signatureBytes),
    pngChunk('IHDR', ihdr),
    whole.subarray(signatureBytes + headerBytes),
  ]);
}
