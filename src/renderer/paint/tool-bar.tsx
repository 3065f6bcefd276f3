import type { ReactNode } from 'react';
import type { RegionAct } from '../canvas/tools/region-acts';
import type { RegionScope } from '../canvas/tools/region-job';
import { AmountSlider } from './amount-slider';
import { BrushSettings, SizeSlider } from './brush-settings';
import { ClassChooser } from './class-chooser';
import { CopySettings } from './copy-settings';
import { type PaintTool, useClassInHand, usePaint } from './document/paint-state';
import { usePlane } from './document/plane-state';
import { FillSettings } from './fill-settings';
import { toolEntry } from './paint-tools';
import { RegionSettings } from './region-settings';
import { DirectionChoice, ShapeSettings } from './shape-settings';
import { useFollowTool, useToolNow } from './tool-now';
import { useToolSettings } from './tool-settings';
import { WandSettings } from './wand-settings';
import { WireSettings } from './wire-settings';

/** Tools that paint no class. */
const withoutClass: ReadonlySet<PaintTool> = new Set(['move', 'eraser', 'pick', 'copy']);

/** What can be set of the tool in hand, over the canvas. */
export function ToolBar(): ReactNode {
  useFollowTool();
  const tool = usePaint((state) => state.tool);
  const inHand = useClassInHand();
  const plane = usePlane((state) => state.plane);
  const { regionAct, regionScope } = useToolSettings();
  const words = useToolNow((state) => state.words);
  const { icon: Icon, name } = toolEntry(tool);
  return (
    <section className="floating-bar paint-bar" aria-label={`${name}, the tool in hand`}>
      <Icon size={16} aria-hidden="true" />
      <strong className="paint-bar-name">{name}</strong>
      {plane === 'labels' &&
        !withoutClass.has(tool) &&
        (tool !== 'region' || paintsClass(regionAct, regionScope)) &&
        inHand !== null && <ClassChooser inHand={inHand} />}
      <Settings tool={tool} />
      <p className="visually-hidden" aria-live="polite">
        {words}
      </p>
    </section>
  );
}

/** Whether an act on regions asks for the class in hand. */
function paintsClass(act: RegionAct, scope: RegionScope): boolean {
  return act === 'replace' || (scope === 'shape' && act !== 'gaps' && act !== 'erase');
}

function Settings({ tool }: { tool: PaintTool }): ReactNode {
  const { hint } = toolEntry(tool);
  switch (tool) {
    case 'brush':
    case 'eraser':
      return <BrushSettings tool={tool} />;
    case 'polygon':
    case 'lasso':
    case 'rectangle':
    case 'ellipse':
      return <ShapeSettings tool={tool} hint={hint} />;
    case 'fill':
      return <FillSettings />;
    case 'region':
      return <RegionSettings />;
    case 'copy':
      return <CopySettings />;
    case 'wand':
      return <WandSettings hint={hint} />;
    case 'wire':
      return <WireSettings hint={hint} />;
    case 'smart':
      return (
        <>
          <SizeSlider tool="smart" />
          <AmountSlider of="spread" />
          <AmountSlider of="edge" />
          <DirectionChoice />
        </>
      );
    case 'superpixels':
      return (
        <>
          <AmountSlider of="superpixel" />
          <DirectionChoice />
          <span className="paint-bar-hint paint-bar-extra">{hint}</span>
        </>
      );
    case 'move':
      return <span className="paint-bar-hint">{hint}</span>;
    case 'pick':
      return <PickWords hint={hint} />;
  }
}

function PickWords({ hint }: { hint: string }): ReactNode {
  const words = useToolNow((state) => state.words);
  return <span className="paint-bar-hint">{words || hint}</span>;
}
