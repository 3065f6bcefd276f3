import type { ReactNode } from 'react';
import { weightingSummary } from '../../shared/weighting/words';
import { useWorkspace } from '../app/workspace';
import { ChoiceRow } from '../components/choice-row';
import { Section } from '../components/section';
import { presetList, presetOf } from './preset-of';
import { choosePreset } from './weights-commands';

const OWN = 'own';

/** What the screen is for, and the ready-made weightings. */
export function WeightingSection(): ReactNode {
  const weighting = useWorkspace((state) => state.weighting);
  const preset = presetOf(weighting);
  const choices = presetList.map(({ id, name }) => ({ value: id, words: name }));
  return (
    <Section title="Weighting">
      <p className="weights-note">
        Bright pixels count more in training. The next run is trained with the weighting chosen here.
      </p>
      <ChoiceRow
        label="Preset"
        value={preset?.id ?? OWN}
        choices={preset === null ? [{ value: OWN, words: 'Own' }, ...choices] : choices}
        onChange={(id) => {
          const chosen = presetList.find((candidate) => candidate.id === id);
          if (chosen !== undefined) choosePreset(chosen);
        }}
      />
      <p className="weights-note">{preset?.sentence ?? 'Your own: changed from the presets.'}</p>
      {preset?.id !== 'none' && <p className="weights-summary selectable">{weightingSummary(weighting)}</p>}
    </Section>
  );
}
