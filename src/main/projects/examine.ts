import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Examined } from '../../shared/contract/projects';
import { Problem } from '../../shared/problem';

/** The database that makes a folder a project. */
export const PROJECT_FILE = 'project.sqlite';

/**
 * What the person means by dropping these: a project to open, or images for a new one.
 * @param home folder under which new projects are suggested
 */
export async function examine(paths: readonly string[], home: string): Promise<Examined> {
  const [first] = paths;
  if (first === undefined) return nothing('What was dropped has no place on this disk.');
  const projects = paths.map(projectFolder).filter((folder) => folder !== null);
  if (projects[0] !== undefined) return { kind: 'project', folder: projects[0] };
  const found = await Promise.all(paths.map(kindOf));
  if (found.every((kind) => kind === null)) return nothing(`${basename(first)} is not there.`);
  const suggestedName = readableName(found[0] === 'folder' ? first : dirname(first));
  return { kind: 'images', paths: [...paths], suggestedName, suggestedFolder: freeFolder(home, suggestedName) };
}

/** A folder under `home` that does not exist yet, named after the project. */
export function freeFolder(home: string, name: string): string {
  const safe = [...name]
    .map((letter) => (isRefusedInNames(letter) ? '-' : letter))
    .join('')
    .replace(/^\.+|[. ]+$/g, '');
  const folder = join(home, safe === '' ? 'project' : safe.slice(0, 100));
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? folder : `${folder} ${count}`;
    if (!existsSync(candidate)) return candidate;
  }
}

function isRefusedInNames(letter: string): boolean {
  return letter < ' ' || '<>:"/\\|?*'.includes(letter);
}

function projectFolder(path: string): string | null {
  if (basename(path) === PROJECT_FILE) return dirname(path);
  return existsSync(join(path, PROJECT_FILE)) ? path : null;
}

async function kindOf(path: string): Promise<'folder' | 'file' | null> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}

/** `weld_seams-2024` reads better as `Weld seams 2024`. */
function readableName(path: string): string {
  const words = basename(path, extname(path)).replace(/[_-]+/g, ' ').trim();
  return words === '' ? 'New project' : words[0]?.toUpperCase() + words.slice(1);
}

function nothing(sentence: string): Examined {
  const problem = new Problem('nothing-to-open', sentence, 'Drop image files, a folder of images, or a project.');
  return { kind: 'nothing', problem: problem.toJSON() };
}
