import type { z } from 'zod';
import { type DeviceChoice, deviceChoiceSchema, type Theme, themeSchema } from '../shared/contract/app';
import { folderPathSchema } from '../shared/contract/projects';
import { type OwnPreset, ownPresetsSchema } from '../shared/contract/weights';
import type { Remote } from './store/client-types';
import type { LibraryStore } from './store/library-store';

/** Choices that outlive a window; kept in the library. */
export interface Settings {
  readonly theme: Theme;
  readonly device: DeviceChoice;
  /** Under which new projects are suggested. */
  readonly projectsFolder: string;
  /** Weightings kept under names. */
  readonly ownPresets: readonly OwnPreset[];
  setTheme(theme: Theme): Promise<void>;
  setDevice(device: DeviceChoice): Promise<void>;
  setProjectsFolder(folder: string): Promise<void>;
  setOwnPresets(presets: readonly OwnPreset[]): Promise<void>;
}

/** @param projectsFolder where nothing was chosen */
export async function loadSettings(
  choices: Remote<LibraryStore>['choices'],
  projectsFolder: string,
): Promise<Settings> {
  const kept = {
    theme: parseChoice(await choices.get('theme'), themeSchema, 'system'),
    device: parseChoice(await choices.get('device'), deviceChoiceSchema, 'auto'),
    projectsFolder: parseChoice(await choices.get('projectsFolder'), folderPathSchema, projectsFolder),
    ownPresets: parseChoice<readonly OwnPreset[]>(await choices.get('ownPresets'), ownPresetsSchema, []),
  };
  const keep = async <Key extends keyof typeof kept>(key: Key, value: (typeof kept)[Key]): Promise<void> => {
    kept[key] = value;
    await choices.set(key, JSON.stringify(value));
  };
  return {
    get theme() {
      return kept.theme;
    },
    get device() {
      return kept.device;
    },
    get projectsFolder() {
      return kept.projectsFolder;
    },
    get ownPresets() {
      return kept.ownPresets;
    },
    setTheme: (theme) => keep('theme', theme),
    setDevice: (device) => keep('device', device),
    setProjectsFolder: (folder) => keep('projectsFolder', folder),
    setOwnPresets: (presets) => keep('ownPresets', presets),
  };
}

/** What was kept, or the fallback where it cannot be read. */
export function parseChoice<Value>(json: string | null, schema: z.ZodType<Value>, fallback: Value): Value {
  if (json === null) return fallback;
  try {
    const parsed = schema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : fallback;
  } catch {
    return fallback;
  }
}
