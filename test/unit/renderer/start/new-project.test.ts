import { describe, expect, it } from 'vitest';
import { draftOf, gapsOf, isComplete, newClass, projectOf } from '../../../../src/renderer/start/new-project';
import { newProjectSchema } from '../../../../src/shared/contract/projects';

const draft = draftOf({ name: 'Leaves', folder: '/p', imagePaths: ['/images'] });
const named = { ...draft, classes: [{ key: 1, name: 'spot', color: '#e69f00' }] };

describe('a new project', () => {
  it('lacks names for itself and its classes at first', () => {
    const gaps = gapsOf({ ...draft, name: ' ', folder: '' });
    expect(gaps.name).toBeDefined();
    expect(gaps.folder).toBeDefined();
    expect(gaps.classes.size).toBe(1);
  });

  it('takes no two classes of one name', () => {
    const classes = [...named.classes, { key: 2, name: 'Spot ', color: '#56b4e9' }];
    expect(gapsOf({ ...named, classes }).classes.get(2)).toBe('There is a class named Spot already.');
  });

  it('asks for shorter names where the contract takes none as long', () => {
    const long = gapsOf({ ...named, name: 'a'.repeat(121), classes: [{ ...named.classes[0], name: 'b'.repeat(81) }] });
    expect(long.name).toContain('at most 120');
    expect(long.classes.get(1)).toContain('at most 80');
  });

  it.each(['cells', '~/cells', './cells', 'C:cells'])(
    'is not made in %s, which depends on where one stands',
    (folder) => {
      expect(gapsOf({ ...named, folder }).folder).toContain('whole path');
    },
  );

  it.each(['/home/me/cells', 'C:\\Users\\me', '\\\\server\\share\\cells'])('can be made in %s', (folder) => {
    expect(gapsOf({ ...named, folder }).folder).toBeUndefined();
  });

  it('is what the contract asks for once it is complete', () => {
    expect(isComplete(gapsOf(named))).toBe(true);
    expect(newProjectSchema.parse(projectOf(named))).toEqual({
      folder: '/p',
      name: 'Leaves',
      classes: [{ name: 'spot', color: '#e69f00' }],
      unpainted: 'void',
      imagePaths: ['/images'],
    });
  });

  it('gives a further class the first colour that is free', () => {
    const two = [...named.classes, newClass(named.classes)];
    expect(two[1]?.color).toBe('#56b4e9');
    expect(newClass(two.slice(1)).color).toBe('#e69f00');
  });
});
