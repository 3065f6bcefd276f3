export interface AppFolders {
  /** The library of projects and settings; `MASKWRIGHT_DATA` moves it. */
  data: string;
  /** Downloads, renditions, importance maps; can be deleted at any time. `MASKWRIGHT_CACHE` moves it. */
  cache: string;
}

/**
 * Where the program keeps what is its own: the same folders for the window and the command line.
 * @param platform as Node names it @param home the person's home folder, absolute
 */
export function appFolders(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
  home: string,
): AppFolders {
  const named = platform === 'win32' || platform === 'darwin' ? 'Maskwright' : 'maskwright';
  return {
    data: env.MASKWRIGHT_DATA || join(platform, dataRoot(env, platform, home), named),
    cache: env.MASKWRIGHT_CACHE || join(platform, cacheRoot(env, platform, home), named),
  };
}

function dataRoot(env: Readonly<Record<string, string | undefined>>, platform: string, home: string): string {
  if (platform === 'win32') return env.APPDATA || join(platform, home, 'AppData', 'Roaming');
  if (platform === 'darwin') return join(platform, home, 'Library', 'Application Support');
  return env.XDG_CONFIG_HOME || join(platform, home, '.config');
}

function cacheRoot(env: Readonly<Record<string, string | undefined>>, platform: string, home: string): string {
  if (platform === 'win32') return env.LOCALAPPDATA || join(platform, home, 'AppData', 'Local');
  if (platform === 'darwin') return join(platform, home, 'Library', 'Caches');
  return env.XDG_CACHE_HOME || join(platform, home, '.cache');
}

function join(platform: string, ...parts: string[]): string {
  return parts.join(platform === 'win32' ? '\\' : '/');
}
