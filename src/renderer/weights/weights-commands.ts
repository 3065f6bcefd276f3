import type { Command } from '../app/commands';
import { setWeighting, useWorkspace } from '../app/workspace';
import { ownPresetOf, useOwnPresets } from './own-presets';
import { type NamedPreset, presetList, presetOf } from './preset-of';
import { changeOpacity, replaceWeighting, toggleMode } from './weights-state';

/** Steps of the map's opacity by key. */
const OPACITY_STEP = 0.1;

export const weightsCommands: readonly Command[] = [
  {
    id: 'weights.swipe',
    name: 'Map beside the image, or over it',
    group: 'Weights',
    keys: 'x',
    screens: ['weights'],
    run: () => toggleMode('swipe'),
  },
  {
    id: 'weights.beside',
    name: 'Two weightings side by side',
    group: 'Weights',
    keys: 'j',
    screens: ['weights'],
    run: () => toggleMode('beside'),
  },
  {
    id: 'weights.all',
    name: 'Weight maps of all images',
    group: 'Weights',
    keys: 'a',
    screens: ['weights'],
    run: () => toggleMode('all'),
  },
  {
    id: 'weights.moreOpaque',
    name: 'Show more of the map',
    group: 'Weights',
    keys: 'o',
    screens: ['weights'],
    run: () => changeOpacity(OPACITY_STEP),
  },
  {
    id: 'weights.lessOpaque',
    name: 'Show more of the image',
    group: 'Weights',
    keys: 'Shift+O',
    screens: ['weights'],
    run: () => changeOpacity(-OPACITY_STEP),
  },
  ...presetList.map(
    (preset): Command => ({
      id: `weights.preset.${preset.id}`,
      name: `Weighting: ${preset.name}`,
      group: 'Weights',
      screens: ['weights'],
      run: () => choosePreset(preset),
    }),
  ),
];

/** Takes a preset; a weighting of the person's own that it replaces can be taken back. */
export function choosePreset(preset: Pick<NamedPreset, 'name' | 'weighting'>): void {
  const { weighting } = useWorkspace.getState();
  if (presetOf(weighting) === null && ownPresetOf(useOwnPresets.getState().presets, weighting) === null) {
    replaceWeighting(preset.weighting, `${preset.name} in place of your own weighting.`);
  } else {
    setWeighting(preset.weighting);
  }
}
