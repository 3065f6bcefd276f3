import { mkdir, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNaturally, listImages } from '../../../../src/engine/images/folders';
import { pngFile } from './made-files';
import { tempFolder } from './temp-folder';

const folder = tempFolder();
const png = pngFile({ width: 1, height: 1, bitDepth: 8, colorType: 0, samples: [0] });
const listed = async (paths: string[], from = folder.path): Promise<string[]> =>
  (await listImages(paths)).files.map((file) => relative(from, file));

describe('listImages', () => {
  it('goes through folders and sorts as people count', async () => {
    for (const name of ['img10.png', 'img2.png', 'b/img1.png', 'B2/x.png', 'b/deep/er/y.png']) {
      await folder.write(`sorted/${name}`, png);
    }
    const root = join(folder.path, 'sorted');
    expect(await listed([root], root)).toEqual(['b/deep/er/y.png', 'b/img1.png', 'B2/x.png', 'img2.png', 'img10.png']);
  });

  it('takes files that begin like an image or are named like one, and counts the others', async () => {
    await folder.write('mixed/no-extension', png);
    await folder.write('mixed/broken.png', 'no image');
    await folder.write('mixed/notes.txt', 'no image');
    await folder.write('mixed/empty', '');
    const { files, ignored, problems } = await listImages([join(folder.path, 'mixed')]);
    expect(files.map((file) => relative(join(folder.path, 'mixed'), file))).toEqual(['broken.png', 'no-extension']);
    expect([ignored, problems]).toEqual([2, []]);
  });

  it('takes pictures of kinds that are not read as well, so that each is named later', async () => {
    await folder.write('telephone/IMG_0001.HEIC', 'no image that is read here');
    await folder.write('telephone/notes.txt', 'no image');
    const root = join(folder.path, 'telephone');
    expect(await listed([root], root)).toEqual(['IMG_0001.HEIC']);
  });

  it('leaves out hidden files and the folders of projects', async () => {
    await folder.write('hidden/.secret.png', png);
    await folder.write('hidden/.git/a.png', png);
    await folder.write('hidden/project/project.sqlite', '');
    await folder.write('hidden/project/runs/run-001/best.png', png);
    await folder.write('hidden/seen.png', png);
    expect(await listed([join(folder.path, 'hidden')])).toEqual(['hidden/seen.png']);
  });

  it('takes images from a folder inside a project when it is given itself, and refuses the project', async () => {
    await folder.write('own/project.sqlite', '');
    await folder.write('own/images/a.png', png);
    expect(await listed([join(folder.path, 'own/images')])).toEqual(['own/images/a.png']);
    const { files, problems } = await listImages([join(folder.path, 'own')]);
    expect([files, problems.map((problem) => problem.code)]).toEqual([[], ['images-in-project']]);
  });

  it('survives links that lead in a circle', async () => {
    await folder.write('loop/a/x.png', png);
    await symlink(join(folder.path, 'loop'), join(folder.path, 'loop/a/back'));
    await symlink(join(folder.path, 'nowhere'), join(folder.path, 'loop/broken'));
    expect(await listed([join(folder.path, 'loop')])).toEqual(['loop/a/x.png']);
  });

  it('names files by their place in the folder that was given', async () => {
    const path = await folder.write('named/sub/a.png', png);
    expect((await listImages([join(folder.path, 'named')])).names.get(path)).toBe('sub/a.png');
    expect((await listImages([path])).names.get(path)).toBe('a.png');
  });

  it('lists a file once, however often it is given', async () => {
    const path = await folder.write('twice/a.png', png);
    const { files, problems } = await listImages([path, join(folder.path, 'twice'), join(folder.path, 'twice')]);
    expect([files, problems]).toEqual([[path], []]);
  });

  it('reports what is missing and what holds no images, and lists the rest', async () => {
    const path = await folder.write('rest/a.png', png);
    await mkdir(join(folder.path, 'bare'));
    const { files, problems } = await listImages([join(folder.path, 'gone'), join(folder.path, 'bare'), path]);
    expect(files).toEqual([path]);
    expect(problems.map((problem) => problem.code)).toEqual(['image-missing', 'images-none']);
  });
});

describe('compareNaturally', () => {
  it('is a total order', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'B', '1', '2', '0', '/', '-'), maxLength: 6 });
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNaturally(a, b))).toBe(-Math.sign(compareNaturally(b, a)) + 0);
        expect(compareNaturally(a, b) === 0).toBe(a === b);
        if (compareNaturally(a, b) < 0 && compareNaturally(b, c) < 0) expect(compareNaturally(a, c)).toBeLessThan(0);
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});
