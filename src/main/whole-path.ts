import { isAbsolute, resolve } from 'node:path';
import { Problem } from '../shared/problem';

/**
 * A folder as a person wrote it, without what does not change its place. A window has no working folder that a name
 * alone could be meant in. @throws Problem `folder-not-whole`
 */
export function wholePath(folder: string): string {
  const path = folder.trim();
  if (isAbsolute(path)) return resolve(path);
  throw new Problem(
    'folder-not-whole',
    `"${path}" does not say where the folder is.`,
    `Write its whole path, such as ${process.platform === 'win32' ? 'C:\\Users\\me\\models' : '/home/me/models'}, or choose it in the dialog.`,
  );
}
