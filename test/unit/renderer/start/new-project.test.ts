import { describe, expect, it } from 'vitest';
import {
  classesHint,
  draftOf,
  gapsOf,
  isComplete,
  newClass,
  projectOf,
  withUnpainted,
} from '../../../../src/renderer/start/new-project';
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

  it('starts with something to be told from the background', () => {
    expect(draft.classes.map(({ name }) => name)).toEqual(['', 'background']);
  });

  it('has one background only, painted or not', () => {
    const { classes } = {
      ...draft,
      classes: [
        { key: 1, name: 'spot', color: '#e69f00' },
        { key: 2, name: 'Background', color: '#56b4e9' },
      ],
    };
    const unpainted = withUnpainted({ ...draft, classes }, 'background');
    expect(unpainted.classes.map(({ name }) => name)).toEqual(['spot']);
    expect(withUnpainted(unpainted, 'void').classes.map(({ name }) => name)).toEqual(['spot', 'background']);
  });

  it('keeps other classes whatever unpainted means', () => {
    const classes = [...named.classes, { key: 2, name: 'leaf', color: '#56b4e9' }];
    expect(withUnpainted({ ...named, classes }, 'background').classes).toEqual(classes);
    expect(withUnpainted({ ...named, classes, unpainted: 'background' }, 'void').classes).toEqual(classes);
  });

  it('says that one class alone teaches nothing, before the first stroke', () => {
    expect(classesHint(named)).toContain('add a second one');
    expect(classesHint({ ...named, unpainted: 'background' })).toContain('told apart');
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
