import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { appFolders } from '../shared/app-folders';

export interface CommandFolders {
  /** The checkout or the installed program. */
  program: string;
  /** The app's own data: the library of projects. */
  data: string;
  /** Renditions, importance maps, prepared images; can be deleted at any time. */
  cache: string;
  /** What set-up made outside of packages. */
  vendor: string;
}

export function commandFolders(env: NodeJS.ProcessEnv): CommandFolders {
  const program = resolve(__ENTRIES__, '../..');
  return { program, vendor: join(program, 'vendor'), ...appFolders(env, process.platform, homedir()) };
}
