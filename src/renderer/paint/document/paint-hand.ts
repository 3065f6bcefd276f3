import { useNotices } from '../../app/notices';
import { BrushTool } from '../../canvas/tools/brush-tool';
import { FillTool } from '../../canvas/tools/fill-tool';
import { MoveTool } from '../../canvas/tools/move-tool';
import type { PaintHand } from '../../canvas/tools/paint-hand';
import { PickTool } from '../../canvas/tools/pick-tool';
import type { Tool } from '../../canvas/tools/tool';
import { useClasses } from '../classes-state';
import { followDocument } from './follow-document';
import { currentDocument } from './open-documents';
import {
  classInHand,
  lockTable,
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
    locked: () => lockTable(usePaint.getState().locked),
    size: () => usePaint.getState().sizes[sized],
    setSize: (size) => setSize(size, sized),
    stepSize: (steps) => stepSize(steps, sized),
    shape: () => usePaint.getState().shape,
    refuse: () => {
      const why = blocked() ?? (classInHand() === null ? noClass : null);
      if (why !== null) useNotices.getState().showDone(why);
    },
    watch: (onChange) => {
      const ends = [usePaint.subscribe(onChange), useClasses.subscribe(onChange), followDocument(onChange)];
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

const hands = { brush: handOf('brush'), eraser: handOf('eraser') };

/** One of each for the window: a tool remembers where its last stroke ended. */
const tools: Readonly<Record<PaintTool, Tool>> = {
  move: new MoveTool(),
  brush: new BrushTool('brush', hands.brush),
  eraser: new BrushTool('eraser', hands.eraser),
  fill: new FillTool(hands.brush),
  pick: new PickTool(hands.brush),
};

export function toolOf(tool: PaintTool): Tool {
  return tools[tool];
}
