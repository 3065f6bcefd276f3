import type { ReactNode } from 'react';
import { SIZE_MAX, SIZE_MIN } from '../../shared/contract/paint-choices';
import { keysOf } from '../app/all-commands';
import { Segmented } from '../components/segmented';
import { SliderRow } from '../components/slider-row';
import { BarToggle } from './bar-toggle';
import { type BrushShape, type SizedTool, setShape, setSize, usePaint } from './document/paint-state';
import { setToolSettings, useToolSettings } from './tool-settings';

const shapes: readonly { value: BrushShape; words: string }[] = [
  { value: 'round', words: 'Round' },
  { value: 'square', words: 'Square' },
];

export function SizeSlider({ tool }: { tool: SizedTool }): ReactNode {
  const size = usePaint((state) => state.sizes[tool]);
  return (
    <div className="paint-bar-size">
      <SliderRow
        label="Size"
        value={size}
        min={SIZE_MIN}
        max={SIZE_MAX}
        step={1}
        unit="px"
        scale="log"
        hint="Width in pixels of the image. Ctrl or Alt and the wheel, or a drag sideways with Alt or the right button, change it over the canvas."
        keys={`${keysOf('paint.smaller')} ${keysOf('paint.larger')}`}
        onChange={(value) => setSize(value, tool)}
      />
    </div>
  );
}

export function BrushSettings({ tool }: { tool: 'brush' | 'eraser' }): ReactNode {
  const shape = usePaint((state) => state.shape);
  const { hasPressure, fillsLoops } = useToolSettings();
  return (
    <>
      <SizeSlider tool={tool} />
      <Segmented label="Shape" value={shape} choices={shapes} onChange={setShape} />
      <BarToggle
        words="Fill loops"
        hint="A stroke that comes back to itself is filled when the button is let go."
        isOn={fillsLoops}
        onChange={(fillsLoops) => setToolSettings({ fillsLoops })}
      />
      <BarToggle
        words="Pressure"
        hint="A pen that is pressed lightly paints thinner. A mouse paints with the whole size."
        isOn={hasPressure}
        onChange={(hasPressure) => setToolSettings({ hasPressure })}
      />
      <span className="paint-bar-hint paint-bar-extra">Shift: straight line</span>
    </>
  );
}
