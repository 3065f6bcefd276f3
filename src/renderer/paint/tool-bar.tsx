import type { ReactNode } from 'react';
import { keysOf } from '../app/all-commands';
import { Segmented } from '../components/segmented';
import { SliderRow } from '../components/slider-row';
import { ClassChooser } from './class-chooser';
import {
  type BrushShape,
  SIZE_MAX,
  SIZE_MIN,
  type SizedTool,
  setShape,
  setSize,
  useClassInHand,
  usePaint,
} from './document/paint-state';
import { toolEntry } from './paint-tools';

const shapes: readonly { value: BrushShape; words: string }[] = [
  { value: 'round', words: 'Round' },
  { value: 'square', words: 'Square' },
];

/** What can be set of the tool in hand, over the canvas. */
export function ToolBar(): ReactNode {
  const tool = usePaint((state) => state.tool);
  const inHand = useClassInHand();
  const { icon: Icon, name, hint } = toolEntry(tool);
  const isPainting = tool === 'brush' || tool === 'fill';
  return (
    <section className="floating-bar paint-bar" aria-label={`${name}, the tool in hand`}>
      <Icon size={16} aria-hidden="true" />
      <strong className="paint-bar-name">{name}</strong>
      {isPainting && inHand !== null && <ClassChooser inHand={inHand} />}
      {tool === 'brush' || tool === 'eraser' ? (
        <BrushSettings tool={tool} />
      ) : (
        <span className="paint-bar-hint">{hint}</span>
      )}
    </section>
  );
}

function BrushSettings({ tool }: { tool: SizedTool }): ReactNode {
  const size = usePaint((state) => state.sizes[tool]);
  const shape = usePaint((state) => state.shape);
  return (
    <>
      <div className="paint-bar-size">
        <SliderRow
          label="Size"
          value={size}
          min={SIZE_MIN}
          max={SIZE_MAX}
          step={1}
          unit="px"
          scale="log"
          hint="Width in pixels of the image. Alt and the wheel, or Alt and a drag sideways, change it over the canvas."
          keys={`${keysOf('paint.smaller')} ${keysOf('paint.larger')}`}
          onChange={(value) => setSize(value, tool)}
        />
      </div>
      <Segmented label="Shape" value={shape} choices={shapes} onChange={setShape} />
      <span className="paint-bar-hint paint-bar-extra">Shift: straight line</span>
    </>
  );
}
