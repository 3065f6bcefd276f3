import type { ReactNode } from 'react';
import { Hint } from '../components/hint';
import { useClasses } from './classes-state';
import { useToolNow } from './tool-now';
import { setToolSettings, useToolSettings } from './tool-settings';

/** How far a fill spreads. */
export function FillSettings(): ReactNode {
  const classes = useClasses((state) => state.classes);
  const words = useToolNow((state) => state.words);
  const boundary = useToolSettings((state) => state.fillBoundary);
  return (
    <>
      <Hint text="Within one region, or through everything up to what is drawn in a class.">
        <select
          className="field bar-choice"
          aria-label="How far it spreads"
          value={classes.some(({ id }) => id === boundary) ? String(boundary) : ''}
          onChange={({ target }) => {
            const chosen = classes.find(({ id }) => String(id) === target.value);
            setToolSettings({ fillBoundary: chosen?.id ?? null });
          }}
        >
          <option value="">within the region</option>
          {classes.map(({ id, name }) => (
            <option key={id} value={id}>
              up to {name}
            </option>
          ))}
        </select>
      </Hint>
      <span className="paint-bar-hint paint-bar-extra">{words || 'Click where to fill.'}</span>
    </>
  );
}
