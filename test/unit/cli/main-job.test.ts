import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeNpy } from '../../../src/engine/formats/npy';
import { commandResults } from '../../../src/shared/contract/results/index';
import { type CommandOutcome, maskwright } from '../../made/command';
import { linePicture, writeLinePictures } from '../../made/pictures';

const small = ['--width', '4', '--depth', '2', '--patch', '32', '--batch', '4', '--augment', 'light', '--lr', '5e-3'];

describe('the main job from the command line', () => {
  let folder: string;
  let project: string;
  let made: { images: string; labels: string };
  const run = (...args: string[]): CommandOutcome =>
    maskwright([...args, '--json'], { MASKWRIGHT_CACHE: join(folder, 'cache'), MASKWRIGHT_DATA: join(folder, 'data') });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'maskwright-job-'));
    project = join(folder, 'project');
    made = writeLinePictures(folder, 5, 96);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('makes a project and takes images and masks in', () => {
    const created = run(
      'project',
      'create',
      project,
      '--name',
      'Lines',
      '--classes',
      'line:#e69f00,ground:#56b4e9',
      '--channels',
      '1',
    );
    expect(created).toMatchObject({ status: 0, json: [{ name: 'Lines' }] });
    expect(run('images', 'add', project, made.images)).toMatchObject({ status: 0, json: [{ added: 5, failed: [] }] });
    const again = run('images', 'add', project, made.images);
    expect(again.json[0]).toMatchObject({ added: 0 });
    const imported = run('masks', 'import', project, '--from', made.labels, '--map', '0=line,255=ground');
    expect(imported).toMatchObject({ status: 0, json: [{ imported: 5, failed: [] }] });
    const shown = run('project', 'show', project).json[0];
    expect(shown).toMatchObject({
      images: { total: 5, labelled: 5, labelledPixels: 5 * 96 * 96 },
      lastSession: { program: 'maskwright masks import', closedAt: expect.any(String), strokes: 0, imagesTouched: 5 },
    });
  });

  it('refuses masks where there are labels, unless told', () => {
    const refused = run('masks', 'import', project, '--from', made.labels, '--map', '0=line,255=ground');
    expect(refused.status).toBe(3);
    expect(refused.json[0].failed).toMatchObject([{ code: 'mask-image-labelled' }, {}, {}, {}, {}]);
    const replaced = run(
      'masks',
      'import',
      project,
      '--from',
      made.labels,
      '--map',
      '0=line,255=ground',
      '--existing',
      'replace',
    );
    expect(replaced).toMatchObject({ status: 0, json: [{ imported: 5 }] });
  });

  it('writes the weights of an image, floor to floor + strength, as picture and array', () => {
    const npy = join(folder, 'weights.npy');
    const png = join(folder, 'weights.png');
    const weights = run(
      'weights',
      project,
      '--image',
      'line_00',
      '--weighting',
      'edge:strength=3',
      '--npy',
      npy,
      '--out',
      png,
    );
    expect(weights.status).toBe(0);
    expect(weights.json[0]).toMatchObject({ min: 1, weighting: expect.stringContaining('edge') });
    expect(weights.json[0].max).toBeCloseTo(4, 5);
    const array = decodeNpy(readFileSync(npy));
    expect(array.shape).toEqual([96, 96]);
    expect(array.data).toBeInstanceOf(Float32Array);
    expect(existsSync(png)).toBe(true);
  });

  it('trains with an image-weighted loss, and the loss falls', () => {
    const trained = run('train', project, '--steps', '60', '--weighting', 'edge', '--validation', 'line_04', ...small);
    expect(trained.status).toBe(0);
    const types = trained.json.map((event) => event.type);
    expect(types).toEqual(expect.arrayContaining(['started', 'step', 'validated', 'saved', 'finished']));
    for (const event of trained.json) expect(commandResults.train.schema.safeParse(event).success).toBe(true);
    const losses = trained.json.filter((event) => event.type === 'step').map((event) => Number(event.loss));
    const finished = trained.json.at(-1);
    expect(finished).toMatchObject({ type: 'finished', status: 'finished', step: 60 });
    expect(Number(finished?.trainingLoss)).toBeLessThan(losses[0]);
    expect(run('runs', 'list', project).json[0].runs).toMatchObject([{ status: 'finished', step: 60 }]);
  });

  it('scores it on images it has not seen, well above chance', () => {
    const scored = run(
      'evaluate',
      project,
      '--run',
      'latest',
      '--images',
      made.images,
      '--masks',
      made.labels,
      '--map',
      '0=line,255=ground',
    );
    expect(scored.status).toBe(0);
    expect(scored.json[0].classes).toMatchObject([{ name: 'line' }, { name: 'ground' }]);
    expect(Number(scored.json[0].meanIou)).toBeGreaterThan(0.55);
  });

  it('predicts label maps, probabilities and overlays', () => {
    const out = join(folder, 'predicted');
    const predicted = run(
      'predict',
      project,
      '--run',
      'best',
      '--images',
      made.images,
      '--out',
      out,
      '--probabilities',
      '--overlay',
    );
    expect(predicted.status).toBe(0);
    expect(predicted.json[0].written).toHaveLength(15);
    const probabilities = decodeNpy(readFileSync(join(out, 'line_00.npy')));
    expect(probabilities.shape).toEqual([96, 96, 2]);
    expect(probabilities.data[0] + probabilities.data[1]).toBeCloseTo(1, 5);
  });

  it('exports a model that says the same', () => {
    const exported = run('export', project, '--run', 'best', '--format', 'savedmodel', '--out', join(folder, 'model'));
    expect(exported.status).toBe(0);
    expect(Number(exported.json[0].maxDifference)).toBeLessThan(1e-4);
  });

  it('says what is wrong and goes on where a folder holds broken files', () => {
    const mixed = join(folder, 'mixed');
    const { grey } = linePicture(96, 96, 9);
    writeLinePictures(mixed, 1, 64);
    const whole = readFileSync(join(mixed, 'images', 'line_00.png'));
    writeFileSync(join(mixed, 'images', 'cut.png'), whole.subarray(0, whole.length / 2));
    writeFileSync(join(mixed, 'images', 'empty.png'), '');
    writeFileSync(join(mixed, 'images', 'notes.png'), 'these are notes');
    expect(grey.length).toBe(96 * 96);
    const added = run('images', 'add', project, join(mixed, 'images'));
    expect(added.status).toBe(1);
    expect(added.json[0].added).toBe(1);
    const codes = (added.json[0].failed as { code: string }[]).map(({ code }) => code).sort();
    expect(codes).toEqual(['image-empty', 'image-not-an-image', 'image-truncated']);
  });

  it('ends with 2 on wrong use and with 3 where nothing could be done, one line each', () => {
    const wrong = maskwright(['train', project, '--steps', 'many']);
    expect(wrong.status).toBe(2);
    const absent = maskwright(['project', 'show', join(folder, 'nowhere')]);
    expect(absent.status).toBe(3);
    expect(absent.stderr.trim().split('\n')).toHaveLength(1);
    expect(absent.stderr).toContain('nowhere');
  });
});
