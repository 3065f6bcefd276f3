import { type ReactNode, useEffect, useId, useState } from 'react';
import { Hint } from '../components/hint';
import { type NumberRule, parseNumber } from './form-fields';
import { setFault, useRunForm } from './run-form-state';

interface NumberRowProps {
  label: string;
  value: number;
  rule: NumberRule;
  unit?: string;
  /** What it does. */
  hint: string;
  onChange(value: number): void;
}

/** A labelled number; what is wrong with it is said below, and keeps the run from starting until it is mended. */
export function NumberRow({ label, value, rule, unit, hint, onChange }: NumberRowProps): ReactNode {
  const fault = useRunForm((state) => state.faults[label]);
  // What is being typed, or was left wrong; a preset that is chosen meanwhile puts the field in order.
  const [draft, setDraft] = useState<string | null>(null);
  const [isFocused, setFocused] = useState(false);
  const isDraftShown = draft !== null && (isFocused || fault !== undefined);
  // A field that goes takes its fault along.
  useEffect(() => () => setFault(label, null), [label]);
  const id = useId();
  const faultId = `${id}-fault`;
  const type = (text: string): void => {
    setDraft(text);
    const parsed = parseNumber(text, rule);
    setFault(label, parsed.ok ? null : parsed.words);
    if (parsed.ok && parsed.value !== value) onChange(parsed.value);
  };
  return (
    <div className="number-row">
      <div className="choice-row">
        <Hint text={hint}>
          <label className="row-label truncate" htmlFor={id}>
            {label}
          </label>
        </Hint>
        <input
          id={id}
          className="field choice-field"
          inputMode="decimal"
          value={isDraftShown ? draft : String(value)}
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : faultId}
          onChange={(event) => type(event.target.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            if (fault === undefined) setDraft(null);
          }}
        />
        {unit !== undefined && <span className="number-unit">{unit}</span>}
      </div>
      {fault !== undefined && (
        <p id={faultId} className="row-fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
