import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import { Hint } from './hint';

interface SegmentedProps<Value extends string> {
  /** What is chosen, for screen readers. */
  label: string;
  value: Value;
  choices: readonly { value: Value; words: string; hint?: string; keys?: string | undefined; disabled?: boolean }[];
  onChange(value: Value): void;
}

/** A choice of two to four, all of them seen. */
export function Segmented<Value extends string>({ label, value, choices, onChange }: SegmentedProps<Value>): ReactNode {
  return (
    <ToggleGroup
      className="segmented"
      aria-label={label}
      value={[value]}
      onValueChange={(pressed) => {
        const chosen = choices.find((choice) => choice.value === pressed[0]);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {choices.map((choice) => {
        const toggle = (
          <Toggle key={choice.value} className="segment" value={choice.value} disabled={choice.disabled ?? false}>
            {choice.words}
          </Toggle>
        );
        if (choice.hint === undefined && choice.keys === undefined) return toggle;
        return (
          <Hint key={choice.value} text={choice.hint} keys={choice.keys}>
            {toggle}
          </Hint>
        );
      })}
    </ToggleGroup>
  );
}
