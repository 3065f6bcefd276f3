import { resolve } from 'node:path';

/**
 * The project's folder among a program's arguments: the first that is no switch, after the app's own folder where the
 * app runs unpacked.
 * @param argv as `process.argv`, the program itself first
 */
export function folderFromArguments(argv: readonly string[], isPackaged: boolean, cwd: string): string | null {
  const words = argv.slice(1).filter((argument) => !argument.startsWith('-'));
  const folder = words[isPackaged ? 0 : 1];
  return folder === undefined || folder === '' ? null : resolve(cwd, folder);
}
