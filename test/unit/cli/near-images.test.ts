import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imagesListedSchema } from '../../../src/shared/contract/results/projects';
import { type CommandOutcome, maskwright } from '../../made/command';
import { writeLinePictures } from '../../made/pictures';

/** Five pictures of different lines, and the first once more in a file that differs from it. */
describe('images that look alike, from the command line', () => {
  let folder: string;
  let project: string;
  const run = (...args: string[]): CommandOutcome =>
    maskwright([...args, '--json'], { MASKWRIGHT_CACHE: join(folder, 'cache'), MASKWRIGHT_DATA: join(folder, 'data') });
  const splitOf = (name: string): unknown =>
    imagesListedSchema.parse(run('images', 'list', project, '--filter', name).json[0]).images[0]?.split;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'maskwright-near-'));
    project = join(folder, 'project');
    const { images } = writeLinePictures(folder, 5, 48);
    // Bytes after a PNG's end are no part of its picture.
    writeFileSync(
      join(images, 'copy.png'),
      Buffer.concat([readFileSync(join(images, 'line_00.png')), Buffer.from('x')]),
    );
    run('project', 'create', project, '--name', 'Lines', '--classes', 'line:#e69f00,ground:#56b4e9');
    run('images', 'add', project, images);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('become one group, which no split parts', () => {
    expect(run('images', 'near', project)).toMatchObject({ status: 0, json: [{ groups: 1, images: 2, failed: [] }] });
    for (const seed of ['1', '2', '3']) {
      run('images', 'split', project, '--validation', '0.5', '--seed', seed);
      expect(splitOf('copy.png')).toBe(splitOf('line_00.png'));
    }
  });

  it('are parted again on demand', () => {
    expect(run('images', 'near', project, '--part')).toMatchObject({ status: 0, json: [{ groups: 0, images: 0 }] });
  });

  it('whose files are gone are named, and the others grouped', () => {
    const { images } = writeLinePictures(join(folder, 'more'), 1, 52);
    run('images', 'add', project, images);
    rmSync(images, { recursive: true });
    const near = run('images', 'near', project);
    expect(near).toMatchObject({ status: 1, json: [{ groups: 1, images: 2, failed: [{ code: 'image-missing' }] }] });
  });
});
