import { Plus } from 'lucide-react';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { asProblem } from '../../shared/problem';
import { formatWeighting, parseWeighting } from '../../shared/weighting/spec';
import { weightingSummary } from '../../shared/weighting/words';
import { useWorkspace } from '../app/workspace';
import { Button } from '../components/button';
import { Hint } from '../components/hint';
import { presetOf } from '../weights/preset-of';
import { offeredWeightings, useCompareForm, type WeightingEntry } from './compare-form';

/** Which weightings are compared. */
export function WeightingChecks(): ReactNode {
  const inHand = useWorkspace((state) => state.weighting);
  const added = useCompareForm((state) => state.added);
  const isOn = useCompareForm((state) => state.isOn);
  return (
    <fieldset className="compare-choices">
      <legend className="run-sentence">Weightings; the first is what the others are compared with.</legend>
      {offeredWeightings(inHand, { added, isOn }).map((entry) => (
        <Hint key={entry.name} text={weightingSummary(entry.weighting)}>
          <label className="compare-choice">
            <input
              type="checkbox"
              checked={entry.isOn}
              onChange={(event) =>
                useCompareForm.setState({ isOn: { ...isOn, [entry.name]: event.currentTarget.checked } })
              }
            />
            <WeightingName entry={entry} />
          </label>
        </Hint>
      ))}
    </fieldset>
  );
}

/** A preset has a name beside the short form, by which chart, table and report call it. */
function WeightingName({ entry: { name, weighting } }: { entry: WeightingEntry }): ReactNode {
  const preset = presetOf(weighting)?.name;
  if (preset === undefined || preset.toLowerCase() === name) return <span className="truncate">{preset ?? name}</span>;
  return (
    <>
      <span className="compare-name">{preset}</span>
      <span className="compare-short truncate">{name}</span>
    </>
  );
}

/** One more, written in its short form. */
export function AddWeighting(): ReactNode {
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const id = useId();
  const add = (event: FormEvent): void => {
    event.preventDefault();
    try {
      const weighting = parseWeighting(text);
      const entry = { name: formatWeighting(weighting), weighting, isOn: true };
      useCompareForm.setState(({ added, isOn }) => ({
        added: [...added.filter(({ name }) => name !== entry.name), entry],
        isOn: { ...isOn, [entry.name]: true },
      }));
      setText('');
      setFault(null);
    } catch (error) {
      const { message, hint } = asProblem(error);
      setFault(`${message} ${hint}`);
    }
  };
  return (
    <form className="compare-add" onSubmit={add}>
      <label className="visually-hidden" htmlFor={id}>
        Another weighting in its short form
      </label>
      <input
        id={id}
        className="field"
        placeholder="edge:sigma=1.5,strength=8"
        value={text}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button icon={Plus} isSubmit disabled={text.trim() === ''}>
        Add
      </Button>
      {fault !== null && (
        <p id={`${id}-fault`} className="row-fault" role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}
