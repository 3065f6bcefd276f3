import { useNotices } from '../../app/notices';
import { BoxTool } from '../../canvas/tools/box-tool';
import { BrushTool } from '../../canvas/tools/brush-tool';
import { FillTool } from '../../canvas/tools/fill-tool';
import { LassoTool } from '../../canvas/tools/lasso-tool';
import { MoveTool } from '../../canvas/tools/move-tool';
import type { PaintHand } from '../../canvas/tools/paint-hand';
import { PickTool } from '../../canvas/tools/pick-tool';
import { PolygonTool } from '../../canvas/tools/polygon-tool';
import type { Tool } from '../../canvas/tools/tool';
import { useView, viewIn } from '../../canvas/view-state';
import { useClasses } from '../classes-state';
import { protectionFor, useToolSettings } from '../tool-settings';
import { watchTool } from '../tool-watch';
import { currentDocument } from './open-documents';
import {
  classInHand,
  type PaintTool,
  type SizedTool,
  setClassInHand,
  setSize,
  stepSize,
  usePaint,
} from './paint-state';

const noClass = 'The project has no class to paint with. Add one in the panel.';

/** What a tool holds on Paint. @param sized whose size it has */
function handOf(sized: SizedTool): PaintHand {
  return {
    target: currentDocument,
    blocked,
    classInHand,
    take: (label) => {
      const found = useClasses.getState().classes.find(({ id }) => id === label);
      if (found !== undefined) setClassInHand(found.id);
    },
    locked: (label) => protectionFor(label, useClasses.getState().classes),
    size: () => usePaint.getState().sizes[sized],
    setSize: (size) => setSize(size, sized),
    stepSize: (steps) => stepSize(steps, sized),
    shape: () => usePaint.getState().shape,
    isSubtracting: () => useToolSettings.getState().isSubtracting,
    isAdjusting: () => useToolSettings.getState().isAdjusting,
    fillsLoops: () => useToolSettings.getState().fillsLoops,
    widthAt: (pressure) => (useToolSettings.getState().hasPressure ? Math.min(1, Math.max(0.1, 2 * pressure)) : 1),
    place,
    refuse: () => {
      const why = blocked() ?? (classInHand() === null ? noClass : null);
      if (why !== null) useNotices.getState().showDone(why);
    },
    watch: (onChange) => {
      const ends = [
        usePaint.subscribe(onChange),
        useToolSettings.subscribe(onChange),
        useClasses.subscribe(onChange),
        watchDocument(onChange),
        watchTool(onChange),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

function blocked(): string | null {
  const state = currentDocument()?.state;
  if (state === undefined) return 'There is no image to paint on.';
  return state.lockedReason ?? state.openProblem?.message ?? null;
}

function place(): { x: number; y: number } {
  const state = useView.getState();
  const { pointer, image } = state;
  const isOver = pointer !== null && image !== null && pointer.x >= 0 && pointer.y >= 0;
  if (isOver && pointer.x < image.width && pointer.y < image.height) return pointer;
  const view = viewIn(state, state.pane);
  return { x: view?.centerX ?? 0, y: view?.centerY ?? 0 };
}

function watchDocument(onChange: () => void): () => void {
  return currentDocument()?.subscribe(onChange) ?? (() => undefined);
}

const hands = { brush: handOf('brush'), eraser: handOf('eraser') };

/** One of each for the window: a tool remembers where its last stroke ended. */
const tools: Readonly<Record<PaintTool, Tool>> = {
  move: new MoveTool(),
  brush: new BrushTool('brush', hands.brush),
  eraser: new BrushTool('eraser', hands.eraser),
  polygon: new PolygonTool(hands.brush),
  lasso: new LassoTool(hands.brush),
  rectangle: new BoxTool('rectangle', hands.brush),
  ellipse: new BoxTool('ellipse', hands.brush),
  fill: new FillTool(hands.brush),
  pick: new PickTool(hands.brush),
};

export function toolOf(tool: PaintTool): Tool {
  return tools[tool];
}
