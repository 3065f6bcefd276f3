import { type ReactNode, useId } from 'react';
import { ChoiceField } from './choice-field';
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
      <ChoiceField
        id={id}
        className="choice-field"
        value={value}
        choices={choices}
        disabled={disabled}
        onChange={onChange}
      />
    </div>
  );
}
