import { type ReactNode, useId } from 'react';
import { Hint } from './hint';

interface ChoiceRowProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly { value: Value; words: string }[];
  hint?: string;
  disabled?: boolean;
  onChange(value: Value): void;
}

/** A labelled choice of a few. */
export function ChoiceRow<Value extends string>(props: ChoiceRowProps<Value>): ReactNode {
  const { label, value, choices, hint, disabled = false, onChange } = props;
  const id = useId();
  const name = (
    <label className="row-label truncate" htmlFor={id}>
      {label}
    </label>
  );
  return (
    <div className="choice-row">
      {hint === undefined ? name : <Hint text={hint}>{name}</Hint>}
      <select
        id={id}
        className="field choice-field"
        value={value}
        disabled={disabled}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.words}
          </option>
        ))}
      </select>
    </div>
  );
}
