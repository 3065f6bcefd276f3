import { create } from 'zustand';
import type { OwnPreset } from '../../shared/contract/weights';
import { ask } from '../app/client';
import { useNotices } from '../app/notices';
import { useWorkspace } from '../app/workspace';
import { isSameWeighting } from './preset-of';

interface OwnPresetsState {
  /** The person's own, of all projects, in the order they were kept. */
  presets: readonly OwnPreset[];
}

export const useOwnPresets = create<OwnPresetsState>()(() => ({ presets: [] }));

/** Reads them as the screen comes up: another window may have kept some. */
export async function loadOwnPresets(): Promise<void> {
  useOwnPresets.setState({ presets: await ask('weights.ownPresets', null) });
}

/** Keeps the weighting in hand under a name; one of the same name is replaced. */
export async function keepPreset(name: string): Promise<void> {
  const { weighting } = useWorkspace.getState();
  const before = useOwnPresets.getState().presets;
  const others = before.filter((preset) => preset.name !== name);
  await put([...others, { name, weighting }]);
  useNotices.getState().showDone(`The weighting is kept as ${name}, for all projects.`, () => put(before));
}

export async function dropPreset(name: string): Promise<void> {
  const before = useOwnPresets.getState().presets;
  await put(before.filter((preset) => preset.name !== name));
  useNotices.getState().showDone(`${name} is no longer among the presets.`, () => put(before));
}

/** The own preset that a weighting is; null where it is none. */
export function ownPresetOf(presets: readonly OwnPreset[], weighting: OwnPreset['weighting']): OwnPreset | null {
  return presets.find((preset) => isSameWeighting(preset.weighting, weighting)) ?? null;
}

async function put(presets: readonly OwnPreset[]): Promise<void> {
  await ask('weights.keepOwnPresets', { presets: [...presets] });
  useOwnPresets.setState({ presets });
}
