import { Toggle } from '@base-ui/react/toggle';
import type { ReactNode } from 'react';
import { Hint } from '../components/hint';

interface BarToggleProps {
  words: string;
  hint: string;
  keys?: string | undefined;
  isOn: boolean;
  onChange(isOn: boolean): void;
}

/** A setting of the tool in hand that is on or off. */
export function BarToggle({ words, hint, keys, isOn, onChange }: BarToggleProps): ReactNode {
  return (
    <Hint text={hint} keys={keys}>
      <Toggle className="bar-toggle" pressed={isOn} onPressedChange={onChange}>
        {words}
      </Toggle>
    </Hint>
  );
}
