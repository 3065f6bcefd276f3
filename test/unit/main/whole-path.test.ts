import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wholePath } from '../../../src/main/whole-path';

describe('a folder as a person writes it', () => {
  it('is taken where it is written whole, without what does not change its place', () => {
    const folder = resolve('/data/models');
    for (const written of [folder, ` ${folder} `, `${folder}/`, `${folder}/old/..`])
      expect(wholePath(written)).toBe(folder);
  });

  it.each(['models', './models', '../models', '~/models', ' '])('is refused where it is only %j', (written) => {
    expect(() => wholePath(written)).toThrow(expect.objectContaining({ code: 'folder-not-whole' }));
  });
});
