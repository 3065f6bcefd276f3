import { Bookmark, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { weightingSummary } from '../../shared/weighting/words';
import { act } from '../app/client';
import { useWorkspace } from '../app/workspace';
import { Button, IconButton } from '../components/button';
import { ChoiceRow } from '../components/choice-row';
import { Section } from '../components/section';
import { dropPreset, keepPreset, loadOwnPresets, ownPresetOf, useOwnPresets } from './own-presets';
import { presetList, presetOf } from './preset-of';
import { choosePreset } from './weights-commands';

const OWN = 'own';
/** Before the name of a preset that the person kept. */
const KEPT = 'kept ';

/** What the screen is for, the ready-made weightings and the person's own. */
export function WeightingSection(): ReactNode {
  const weighting = useWorkspace((state) => state.weighting);
  const own = useOwnPresets((state) => state.presets);
  useEffect(() => act(loadOwnPresets), []);
  const preset = presetOf(weighting);
  const kept = preset === null ? ownPresetOf(own, weighting) : null;
  const choices = [
    ...presetList.map(({ id, name }) => ({ value: id, words: name })),
    ...own.map(({ name }) => ({ value: `${KEPT}${name}`, words: `${name} (own)` })),
  ];
  const value = preset?.id ?? (kept === null ? OWN : `${KEPT}${kept.name}`);
  return (
    <Section title="Weighting">
      <p className="weights-note">
        Bright pixels count more in training. The next run is trained with the weighting chosen here.
      </p>
      <div className="preset-row">
        <ChoiceRow
          label="Preset"
          value={value}
          choices={value === OWN ? [{ value: OWN, words: 'Own' }, ...choices] : choices}
          onChange={(id) => {
            const chosen =
              presetList.find((candidate) => candidate.id === id) ?? own.find(({ name }) => `${KEPT}${name}` === id);
            if (chosen !== undefined) choosePreset(chosen);
          }}
        />
        {kept !== null && (
          <IconButton
            icon={X}
            size="small"
            label={`Remove ${kept.name} from the presets`}
            onClick={() => act(() => dropPreset(kept.name))}
          />
        )}
      </div>
      <p className="weights-note">
        {preset?.sentence ?? (kept === null ? 'Your own: changed from the presets.' : 'One of your own presets.')}
      </p>
      {preset?.id !== 'none' && <p className="weights-summary selectable">{weightingSummary(weighting)}</p>}
      {value === OWN && <KeepForm />}
    </Section>
  );
}

/** Keeps the weighting in hand under a name of the person's. */
function KeepForm(): ReactNode {
  const [name, setName] = useState('');
  const trimmed = name.trim();
  return (
    <form
      className="keep-preset"
      onSubmit={(event) => {
        event.preventDefault();
        if (trimmed === '') return;
        setName('');
        act(() => keepPreset(trimmed));
      }}
    >
      <input
        className="field"
        aria-label="Name for your own preset"
        placeholder="Name to keep it by"
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button icon={Bookmark} isSubmit disabled={trimmed === ''}>
        Keep
      </Button>
    </form>
  );
}
