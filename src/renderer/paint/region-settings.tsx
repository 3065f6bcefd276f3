import type { ReactNode } from 'react';
import { regionActs } from '../../shared/contract/paint-choices';
import { hasAmount, isAlwaysWhole, type RegionAct } from '../canvas/tools/region-acts';
import { Hint } from '../components/hint';
import { Segmented } from '../components/segmented';
import { AmountSlider } from './amount-slider';
import { regionActEntries } from './region-act-entries';
import { OpenActs } from './shape-settings';
import { useToolNow } from './tool-now';
import { setToolSettings, useToolSettings } from './tool-settings';

const scopes = [
  { value: 'region', words: 'Region', hint: 'Only the connected region that is clicked.' },
  { value: 'class', words: 'Class', hint: 'All of the class that is clicked, in this image.' },
  {
    value: 'shape',
    words: 'In a shape',
    hint: 'The class in hand, inside of a shape that you draw; with Shift a rectangle. Nothing outside changes.',
  },
] as const;

/** What is done to regions, how much, and to which. */
export function RegionSettings(): ReactNode {
  const { regionAct, regionScope } = useToolSettings();
  const { isOpen, words } = useToolNow();
  const { hint } = regionActEntries[regionAct];
  const isWhole = isAlwaysWhole(regionAct);
  const first = regionScope === 'shape' ? 'Draw around what is meant.' : 'Click to see what would change.';
  return (
    <>
      <Hint text={hint}>
        <select
          className="field bar-choice"
          aria-label="What is done"
          value={regionAct}
          onChange={({ target }) => {
            const chosen = regionActs.find((act) => act === target.value);
            if (chosen !== undefined) setToolSettings({ regionAct: chosen });
          }}
        >
          {regionActs.map((act: RegionAct) => (
            <option key={act} value={act}>
              {regionActEntries[act].name}
            </option>
          ))}
        </select>
      </Hint>
      {hasAmount(regionAct) && <AmountSlider of={regionAct} />}
      <Segmented
        label="To what it is done"
        value={isWhole && regionScope === 'region' ? 'class' : regionScope}
        choices={isWhole ? scopes.slice(1) : scopes}
        onChange={(regionScope) => setToolSettings({ regionScope })}
      />
      {isOpen ? (
        <>
          <OpenActs words="Keep" />
          <span className="paint-bar-hint paint-bar-found paint-bar-extra">{words}</span>
        </>
      ) : (
        <span className="paint-bar-hint">{words || first}</span>
      )}
    </>
  );
}
