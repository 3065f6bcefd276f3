import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeRgbPng } from '../../../src/engine/formats/png';
import { imagesListedSchema } from '../../../src/shared/contract/results/projects';
import { type CommandOutcome, maskwright } from '../../made/command';
import { writeLinePictures } from '../../made/pictures';

/** A project of six images, four of them labelled; each test goes on where the one before it ended. */
describe('images from the command line', () => {
  let folder: string;
  let project: string;
  let images: string;
  const run = (...args: string[]): CommandOutcome =>
    maskwright([...args, '--json'], { MASKWRIGHT_CACHE: join(folder, 'cache'), MASKWRIGHT_DATA: join(folder, 'data') });
  const names = (filter: string): string[] =>
    imagesListedSchema.parse(run('images', 'list', project, '--filter', filter).json[0]).images.map(({ name }) => name);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'maskwright-acts-'));
    project = join(folder, 'project');
    const made = writeLinePictures(folder, 6, 48);
    images = made.images;
    run('project', 'create', project, '--name', 'Lines', '--classes', 'line:#e69f00,ground:#56b4e9');
    run('images', 'add', project, images);
    run('masks', 'import', project, '--from', made.labels, '--map', '0=line,255=ground');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('get a status, by name or by filter', () => {
    const all = names('painted');
    expect(all).toHaveLength(6);
    expect(run('images', 'status', project, 'done', all[0], all[1])).toMatchObject({
      status: 0,
      json: [{ changed: 2 }],
    });
    expect(run('images', 'status', project, 'left-out', '--filter', 'status=done')).toMatchObject({
      json: [{ status: 'left-out', changed: 2 }],
    });
    expect(names('status=left-out')).toEqual(all.slice(0, 2));
    expect(run('images', 'status', project, 'done').status).toBe(2);
  });

  it('are split at random without those that are left out, locked, and put elsewhere by hand', () => {
    const split = run('images', 'split', project, '--validation', '0.25', '--seed', '1');
    expect(split).toMatchObject({ status: 0, json: [{ training: 3, validation: 1, test: 0, changed: 4 }] });
    const [validating] = names('split=validation');
    expect(run('images', 'lock', project, validating).json).toMatchObject([{ changed: 1, refused: [] }]);
    const refused = run('images', 'assign', project, 'training', validating);
    expect(refused.json).toMatchObject([{ split: 'training', changed: 0, refused: [expect.any(String)] }]);
    run('images', 'unlock', project, validating);
    expect(run('images', 'assign', project, 'none', validating).json).toMatchObject([{ split: null, changed: 1 }]);
    expect(run('images', 'split', project, '--validation', '0.6', '--test', '0.6').status).toBe(3);
  });

  it('that are left out are not trained on, and it is said', () => {
    const trained = maskwright(
      ['train', project, '--steps', '1', '--width', '4', '--depth', '2', '--patch', '32', '--batch', '1'],
      { MASKWRIGHT_CACHE: join(folder, 'cache'), MASKWRIGHT_DATA: join(folder, 'data') },
    );
    expect(trained.stderr).toContain('4 images to train on, 0 to validate; 2 left out of the work.');
  });

  it('of a folder that was moved are found again, and changed ones on demand', () => {
    const moved = join(folder, 'moved');
    renameSync(images, moved);
    const [first] = names('split=training');
    writeFileSync(join(moved, first), encodeRgbPng(48, 48, new Uint8Array(48 * 48 * 3).fill(7)));
    const found = run('images', 'relink', project, moved);
    expect(found).toMatchObject({ json: [{ found: 5, replaced: 0, stillMissing: 1 }] });
    expect(found.stderr).toContain('1 file of the same name with other content; add --changed');
    expect(names('missing')).toEqual([first]);
    expect(run('images', 'relink', project, moved, '--changed')).toMatchObject({
      json: [{ found: 0, replaced: 1, stillMissing: 0 }],
    });
    expect(names('missing')).toEqual([]);
  });

  it('are summed up, working sessions included', () => {
    expect(run('images', 'statistics', project, '--sessions', '2').json).toMatchObject([
      {
        images: 6,
        statuses: { 'to-do': 0, 'in-progress': 4, done: 0, 'left-out': 2 },
        splits: { training: 3, validation: 0, test: 0, none: 3 },
        missing: 0,
        sessions: [{ program: 'maskwright images relink' }, { program: 'maskwright images relink' }],
      },
    ]);
  });
});
