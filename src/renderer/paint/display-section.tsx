import { RotateCcw, ZoomIn } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { keysOf } from '../app/all-commands';
import { useView } from '../canvas/view-state';
import { IconButton } from '../components/button';
import { OpacityRow } from '../components/opacity-row';
import { Section } from '../components/section';
import { Segmented } from '../components/segmented';
import { SliderRow } from '../components/slider-row';
import { labelStyles } from './display-commands';
import { isAsItIs, resetDisplay, setDisplay, useDisplay } from './display-state';
import { setOpacity, usePaint } from './document/paint-state';
import { GammaRow } from './gamma-row';
import { WindowRows } from './window-rows';

/** How image and labels are looked at. */
export function DisplaySection({ image }: { image: ImageRow }): ReactNode {
  const display = useDisplay();
  const opacity = usePaint((state) => state.opacity);
  const forLooking = 'For looking only: what is trained on stays as it is.';
  return (
    <Section
      title="Display"
      actions={
        <div className="section-acts">
          {!isAsItIs(display) && (
            <IconButton
              icon={RotateCcw}
              size="small"
              label="Brightness, contrast and gamma as they were"
              onClick={resetDisplay}
            />
          )}
          <LensToggle />
        </div>
      }
    >
      <div className="slider-rows">
        <WindowRows image={image} />
        <SliderRow
          label="Brightness"
          hint={forLooking}
          value={Math.round(100 * display.brightness)}
          min={20}
          max={300}
          step={5}
          unit="%"
          onChange={(percent) => setDisplay({ brightness: percent / 100 })}
        />
        <SliderRow
          label="Contrast"
          hint={forLooking}
          value={Math.round(100 * display.contrast)}
          min={20}
          max={300}
          step={5}
          unit="%"
          onChange={(percent) => setDisplay({ contrast: percent / 100 })}
        />
        <GammaRow image={image} />
        <OpacityRow
          label="Labels"
          hint={
            display.labelStyle === 'outlines'
              ? 'Outlines are drawn in full: choose Fill or Both to set how much the labels cover.'
              : 'How much the labels cover the image. Hold H to see it without them.'
          }
          opacity={opacity}
          isDisabled={display.labelStyle === 'outlines'}
          onChange={setOpacity}
        />
        <Segmented
          label="Labels are drawn as"
          value={display.labelStyle}
          choices={labelStyles.map(({ style, words, hint }) => ({
            value: style,
            words,
            hint,
            keys: keysOf('view.labelStyle'),
          }))}
          onChange={(labelStyle) => setDisplay({ labelStyle })}
        />
      </div>
    </Section>
  );
}

function LensToggle(): ReactNode {
  const isOn = useView((state) => state.isLensOn);
  return (
    <IconButton
      icon={ZoomIn}
      size="small"
      label="Magnifier at the pointer (or hold D)"
      keys={keysOf('view.lens') ?? ''}
      aria-pressed={isOn}
      onClick={() => useView.setState({ isLensOn: !isOn })}
    />
  );
}
