import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examine, freeFolder } from '../../../../src/main/projects/examine';

let root: string;
let home: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'maskwright-examine-'));
  home = join(root, 'home');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('what was dropped', () => {
  it('is a project where its database lies in it, or is the database itself', async () => {
    mkdirSync(join(root, 'p'));
    writeFileSync(join(root, 'p/project.sqlite'), '');
    expect(await examine([join(root, 'p')], home)).toEqual({ kind: 'project', folder: join(root, 'p') });
    expect(await examine([join(root, 'p/project.sqlite')], home)).toEqual({ kind: 'project', folder: join(root, 'p') });
  });

  it('is images for a project named after their folder', async () => {
    mkdirSync(join(root, 'weld_seams-2024'));
    expect(await examine([join(root, 'weld_seams-2024')], home)).toMatchObject({
      kind: 'images',
      suggestedName: 'Weld seams 2024',
      suggestedFolder: join(home, 'Weld seams 2024'),
    });
  });

  it('is named after the folder that a single file lies in', async () => {
    mkdirSync(join(root, 'leaves'));
    writeFileSync(join(root, 'leaves/a.png'), '');
    expect(await examine([join(root, 'leaves/a.png')], home)).toMatchObject({ suggestedName: 'Leaves' });
  });

  it('is nothing where it is not there', async () => {
    expect(await examine([join(root, 'gone')], home)).toMatchObject({ kind: 'nothing' });
  });
});

describe('the folder that is suggested', () => {
  it('does not exist yet', () => {
    mkdirSync(join(home, 'Leaves'), { recursive: true });
    expect(freeFolder(home, 'Leaves')).toBe(join(home, 'Leaves 2'));
  });

  it.each([
    ['a/b:c', 'a-b-c'],
    ['..', 'project'],
    ['', 'project'],
    ['trailing. ', 'trailing'],
  ])('has a name for %j that every system takes', (name, folder) => {
    expect(freeFolder(home, name)).toBe(join(home, folder));
  });
});
