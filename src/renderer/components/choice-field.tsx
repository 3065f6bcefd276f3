import type { ReactNode } from 'react';

interface ChoiceFieldProps<Value extends string> {
  value: Value;
  choices: readonly { value: Value; words: string }[];
  /** Beside `field`. */
  className: string;
  /** Where a label beside it names it. */
  id?: string;
  /** Where nothing beside it does. */
  label?: string;
  disabled?: boolean;
  onChange(value: Value): void;
}

/** A choice of a few, without its name. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>): ReactNode {
  const { value, choices, className, id, label, disabled = false, onChange } = props;
  return (
    <select
      id={id}
      className={`field ${className}`}
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={({ target }) => {
        const chosen = choices.find((choice) => choice.value === target.value);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.words}
        </option>
      ))}
    </select>
  );
}
