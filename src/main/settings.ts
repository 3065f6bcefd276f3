import { type Theme, themeSchema } from '../shared/contract/app';
import type { Remote } from './store/client-types';
import type { LibraryStore } from './store/library-store';

/** Choices that outlive a window; kept in the library. */
export interface Settings {
  readonly theme: Theme;
  setTheme(theme: Theme): Promise<void>;
}

const THEME = 'theme';

export async function loadSettings(choices: Remote<LibraryStore>['choices']): Promise<Settings> {
  let theme = parseTheme(await choices.get(THEME));
  return {
    get theme() {
      return theme;
    },
    setTheme: async (chosen) => {
      theme = chosen;
      await choices.set(THEME, JSON.stringify(chosen));
    },
  };
}

/** What was kept, or the system's theme where it cannot be read. */
export function parseTheme(json: string | null): Theme {
  if (json === null) return 'system';
  try {
    return themeSchema.catch('system').parse(JSON.parse(json));
  } catch {
    return 'system';
  }
}
