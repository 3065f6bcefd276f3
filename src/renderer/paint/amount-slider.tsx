import type { ReactNode } from 'react';
import { keysOf } from '../app/all-commands';
import type { Amount } from '../canvas/tools/paint-hand';
import { SliderRow } from '../components/slider-row';
import { amountEntries } from './tool-amounts';
import { setAmount, useToolSettings } from './tool-settings';

/** The slider of the tool in hand. */
export function AmountSlider({ of }: { of: Amount }): ReactNode {
  const value = useToolSettings((state) => state.amounts[of]);
  const { label, min, max, unit, scale, hint } = amountEntries[of];
  return (
    <div className="paint-bar-size">
      <SliderRow
        label={label}
        value={value}
        min={min}
        max={max}
        step={1}
        scale={scale}
        hint={hint}
        keys={`${keysOf('paint.smaller')} ${keysOf('paint.larger')}`}
        onChange={(next) => setAmount(of, next)}
        {...(unit === undefined ? {} : { unit })}
      />
    </div>
  );
}
