import { NumberField } from '@base-ui/react/number-field';
import { Slider } from '@base-ui/react/slider';
import { type ReactNode, useId } from 'react';
import { Hint } from './hint';

interface SliderRowProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  /** After the number: `px`, `%`. */
  unit?: string;
  /** Decimals of the number field. */
  digits?: number;
  /** What it does, on hover. */
  hint?: string;
  keys?: string | undefined;
  disabled?: boolean;
  /**
   * How the track runs: even steps of the value, or of its logarithm (min above 0) where small values need the room.
   */
  scale?: 'even' | 'log';
  onChange(value: number): void;
  /** The hand has let go. */
  onSettled?(value: number): void;
}

/** A labelled track with its number, which can be typed as well. */
export function SliderRow(props: SliderRowProps): ReactNode {
  const { label, value, min, max, step, unit, digits = 0, hint, keys, disabled = false, scale = 'even' } = props;
  const nameId = useId();
  const toTrack = (real: number): number =>
    scale === 'log' ? (TRACK * Math.log(real / min)) / Math.log(max / min) : real;
  const fromTrack = (at: number): number => {
    const real = scale === 'log' ? min * (max / min) ** (at / TRACK) : at;
    return Math.min(max, Math.max(min, Math.round(real / step) * step));
  };
  const name = (
    <span className="row-label truncate" id={nameId}>
      {label}
    </span>
  );
  return (
    <div className="slider-row" data-disabled={disabled}>
      {hint === undefined && keys === undefined ? (
        name
      ) : (
        <Hint text={hint} keys={keys}>
          {name}
        </Hint>
      )}
      <Slider.Root
        className="slider"
        aria-labelledby={nameId}
        value={toTrack(Math.min(max, Math.max(min, value)))}
        min={scale === 'log' ? 0 : min}
        max={scale === 'log' ? TRACK : max}
        step={scale === 'log' ? 1 : step}
        disabled={disabled}
        onValueChange={(at) => props.onChange(fromTrack(Number(at)))}
        onValueCommitted={(at) => props.onSettled?.(fromTrack(Number(at)))}
      >
        <Slider.Control className="slider-control">
          <Slider.Track className="slider-track">
            <Slider.Indicator className="slider-filled" />
            <Slider.Thumb
              className="slider-thumb"
              aria-labelledby={nameId}
              getAriaValueText={() => `${value.toFixed(digits)}${unit === undefined ? '' : ` ${unit}`}`}
            />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
      <NumberField.Root
        className="number-root"
        value={value}
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        format={{ maximumFractionDigits: digits, minimumFractionDigits: 0, useGrouping: false }}
        onValueChange={(typed) => {
          if (typed !== null) props.onChange(Math.min(max, Math.max(min, typed)));
        }}
        onValueCommitted={(typed) => {
          if (typed !== null) props.onSettled?.(Math.min(max, Math.max(min, typed)));
        }}
      >
        <NumberField.Input
          className="field number-field"
          aria-labelledby={nameId}
          onKeyDown={({ key, currentTarget }) => {
            if (key !== 'Enter') return;
            // The field settles, and shows what was made of the number, only when it is left.
            currentTarget.blur();
            currentTarget.focus();
          }}
        />
        {unit !== undefined && <span className="number-unit">{unit}</span>}
      </NumberField.Root>
    </div>
  );
}

/** Places of a logarithmic track. */
const TRACK = 400;
