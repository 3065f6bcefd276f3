import type { ClassId } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import type { ImageRow } from './image-rows';

export function unknownClass(id: number): Problem {
  return new Problem('class-unknown', `The project has no class ${id}.`, 'List the classes to see their ids.');
}

/** Images painted with a class after it was restored stand outside the edit that restored it. */
export function classInUse({ name }: { name: string }, holders: readonly ImageRow[]): Problem {
  const names = holders.slice(0, 3).map((image) => image.name);
  const more = holders.length > names.length ? ` and ${holders.length - names.length} more` : '';
  return new Problem(
    'class-in-use',
    `The class "${name}" was painted on ${names.join(', ')}${more} since.`,
    'Remove the class again; that takes its pixels away everywhere.',
  );
}

export function removedClass({ id, name }: { id: ClassId; name: string }): Problem {
  return new Problem(
    'class-removed',
    `The class "${name}" (${id}) was removed from the project.`,
    'Restore it first; pixels of a removed class cannot be brought back without it.',
  );
}

export function tooMany(): Problem {
  return new Problem(
    'classes-used-up',
    'The project has given out all 254 class ids; ids of removed classes are never used again.',
    'Make a new project with the classes that are needed.',
  );
}
