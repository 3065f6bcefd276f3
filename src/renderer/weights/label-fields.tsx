import type { ReactNode } from 'react';
import { classesOf } from '../../shared/weighting/border';
import type { BorderTerm, UncertaintyTerm } from '../../shared/weighting/schema';
import { goTo, useOpenProject } from '../app/app-state';
import { ChoiceRow } from '../components/choice-row';
import { SliderRow } from '../components/slider-row';
import { useClasses } from '../paint/classes-state';
import { useRuns } from '../train/runs-state';
import { trainedRuns } from '../train/trained-runs';

interface FieldsProps<Term> {
  term: Term;
  onChange(term: Term): void;
}

/** Which labelled pieces a border lies between, and how wide it is. */
export function BorderFields({ term, onChange }: FieldsProps<BorderTerm>): ReactNode {
  const names = useChannelNames();
  const isAuto = term.classes === 'auto';
  const chosen = isAuto ? [] : classesOf(term.classes);
  const unknown = chosen.filter((name) => !names.includes(name));
  return (
    <>
      <SliderRow
        label="Width"
        hint="Sigma: how near both objects have to be for a border to count, in pixels."
        value={term.sigma}
        min={0.5}
        max={Math.max(20, term.sigma)}
        step={0.5}
        digits={1}
        unit="px"
        onChange={(sigma) => onChange({ ...term, sigma: Number(sigma.toFixed(2)) })}
      />
      <ChoiceRow
        label="Objects"
        hint="Whose pieces have borders between them. By itself the program takes the class that lies in the most pieces in the image."
        value={isAuto ? 'auto' : 'chosen'}
        choices={[
          { value: 'auto', words: 'Found by itself' },
          { value: 'chosen', words: 'Chosen classes' },
        ]}
        onChange={(kind) => onChange({ ...term, classes: kind === 'auto' ? 'auto' : (names[0] ?? 'auto') })}
      />
      {!isAuto && (
        <fieldset className="border-classes">
          <legend className="visually-hidden">Classes whose pieces are objects</legend>
          {[...names, ...unknown].map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={chosen.includes(name)}
                disabled={chosen.length === 1 && chosen[0] === name}
                onChange={(event) => {
                  const next = event.target.checked ? [...chosen, name] : chosen.filter((other) => other !== name);
                  onChange({ ...term, classes: next.join('|') });
                }}
              />
              <span className="truncate">{unknown.includes(name) ? `${name} (not in this project)` : name}</span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

/** The classes that training knows, the background among them where unpainted pixels are one. */
function useChannelNames(): string[] {
  const classes = useClasses((state) => state.classes);
  const project = useOpenProject();
  const names = classes.map(({ name }) => name);
  return project?.unpainted === 'background' ? ['background', ...names] : names;
}

/** Which earlier run is asked. */
export function UncertaintyFields({ term, onChange }: FieldsProps<UncertaintyTerm>): ReactNode {
  const rows = trainedRuns(useRuns((state) => state.rows));
  if (rows.length === 0 && term.run === '') {
    return (
      <p className="weights-note">
        No run of this project has finished an epoch yet.{' '}
        <button type="button" className="link" onClick={() => goTo('train')}>
          Train one
        </button>
      </p>
    );
  }
  const isKnown = term.run === '' || rows.some(({ id }) => id === term.run);
  return (
    <ChoiceRow
      label="Run"
      hint="Pixels count more where this run cannot tell the classes apart: the entropy of its prediction."
      value={term.run}
      choices={[
        ...(term.run === '' ? [{ value: '', words: 'None chosen' }] : []),
        ...(isKnown ? [] : [{ value: term.run, words: `${term.run} (not there)` }]),
        ...rows.map(({ id }) => ({ value: String(id), words: id })),
      ]}
      onChange={(run) => onChange({ ...term, run })}
    />
  );
}
