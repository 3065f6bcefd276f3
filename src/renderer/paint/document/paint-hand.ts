import type { ProjectClassRow } from '../../../shared/contract/classes';
import { type PixelWindow, sharedWindow } from '../../../shared/labels/spans';
import { act } from '../../app/client';
import { currentImage } from '../../app/current-image';
import { useNotices } from '../../app/notices';
import { useWorkspace } from '../../app/workspace';
import { kernelsOf } from '../../canvas/kernels/image-kernels';
import { BoxTool } from '../../canvas/tools/box-tool';
import { BrushTool } from '../../canvas/tools/brush-tool';
import { copyJob } from '../../canvas/tools/copy-job';
import { FillTool } from '../../canvas/tools/fill-tool';
import { LassoTool } from '../../canvas/tools/lasso-tool';
import { MarkedTool } from '../../canvas/tools/marked-tool';
import { MoveTool } from '../../canvas/tools/move-tool';
import type { PaintHand } from '../../canvas/tools/paint-hand';
import { PickTool } from '../../canvas/tools/pick-tool';
import { PolygonTool } from '../../canvas/tools/polygon-tool';
import { PreviewTool } from '../../canvas/tools/preview-tool';
import { regionJob } from '../../canvas/tools/region-job';
import { SmartBrushTool } from '../../canvas/tools/smart-brush-tool';
import { SuperpixelTool } from '../../canvas/tools/superpixel-tool';
import type { Tool } from '../../canvas/tools/tool';
import { WandTool } from '../../canvas/tools/wand-tool';
import { WireTool } from '../../canvas/tools/wire-tool';
import { useView, viewIn } from '../../canvas/view-state';
import { isOn, toImage } from '../../canvas/viewport';
import { windowed } from '../../canvas/windowed-image';
import { useClasses } from '../classes-state';
import { copySource, copySourceKey } from '../copy-source';
import { regionActEntries } from '../region-act-entries';
import { protectionFor, setAmount, useToolSettings } from '../tool-settings';
import { tellTool, watchTool } from '../tool-watch';
import { followDocument } from './follow-document';
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
    nameOf: (label) => classOf(label)?.name ?? null,
    take: (label) => {
      const found = classOf(label);
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
    amount: (of) => useToolSettings.getState().amounts[of],
    setAmount,
    isInView: () => useToolSettings.getState().isInView,
    viewWindow,
    kernels: () => {
      const image = currentImage();
      const { displayWindow, display } = useWorkspace.getState();
      return image === null ? null : kernelsOf(windowed(image, displayWindow, display.gamma));
    },
    fillBoundary: () => classOf(useToolSettings.getState().fillBoundary)?.id ?? null,
    fail: (error) => act(() => Promise.reject(error)),
    changed: tellTool,
    place,
    refuse: () => {
      const why = blocked() ?? (classInHand() === null ? noClass : keptOut());
      useNotices.getState().showDone(why);
    },
    watch: (onChange) => {
      const ends = [
        usePaint.subscribe(onChange),
        useToolSettings.subscribe(onChange),
        useClasses.subscribe(onChange),
        followDocument(onChange),
        watchTool(onChange),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

function classOf(label: number | null): ProjectClassRow | undefined {
  return useClasses.getState().classes.find(({ id }) => id === label);
}

function blocked(): string | null {
  const state = currentDocument()?.state;
  if (state === undefined) return 'There is no image to paint on.';
  return state.lockedReason ?? state.openProblem?.message ?? null;
}

/** Why painting changed nothing although it is possible. */
function keptOut(): string {
  if (currentDocument()?.state.loading !== null) return 'The labels of this image are still being read.';
  const { over } = useToolSettings.getState();
  const hasLocks = usePaint.getState().locked.size > 0;
  if (over === 'everything') return 'Nothing changed: the class that is there is locked.';
  return hasLocks
    ? 'Nothing changed: a lock, or the choice under Painting, keeps what is there.'
    : 'Nothing changed: the choice under Painting keeps what is there.';
}

function place(): { x: number; y: number } {
  const state = useView.getState();
  const { pointer, image } = state;
  if (pointer !== null && image !== null && isOn(image, pointer)) return pointer;
  const view = viewIn(state, state.pane);
  return { x: view?.centerX ?? 0, y: view?.centerY ?? 0 };
}

/** What of the image is on the screen, whole pixels. */
function viewWindow(): PixelWindow | null {
  const state = useView.getState();
  const view = viewIn(state, state.pane);
  if (view === null || state.image === null) return null;
  const from = toImage(view, state.pane, { x: 0, y: 0 });
  const to = toImage(view, state.pane, { x: state.pane.width, y: state.pane.height });
  const x = Math.floor(from.x);
  const y = Math.floor(from.y);
  const whole = { x: 0, y: 0, ...state.image };
  return sharedWindow(whole, { x, y, width: Math.ceil(to.x) - x, height: Math.ceil(to.y) - y });
}

function byKeys(tool: Tool, hand: PaintHand, does: string, done: string, drawsWith: string | null): Tool {
  return new MarkedTool(tool, hand, { does, done, drawsWith });
}

const hands = { brush: handOf('brush'), eraser: handOf('eraser'), smart: handOf('smart'), wire: handOf('wire') };

/** One of each for the window: a tool remembers where its last stroke ended. */
const tools: Readonly<Record<PaintTool, Tool>> = {
  move: new MoveTool(),
  brush: byKeys(new BrushTool('brush', hands.brush), hands.brush, 'paints', 'Painted', 'the brush'),
  eraser: byKeys(new BrushTool('eraser', hands.eraser), hands.eraser, 'erases', 'Erased', 'the eraser'),
  polygon: new PolygonTool(hands.brush),
  lasso: new LassoTool(hands.brush),
  rectangle: new BoxTool('rectangle', hands.brush),
  ellipse: new BoxTool('ellipse', hands.brush),
  fill: byKeys(new FillTool(hands.brush), hands.brush, 'fills', 'Filled', null),
  wand: new WandTool(hands.brush),
  wire: new WireTool(hands.wire, { isLine: () => useToolSettings.getState().isWireLine }),
  smart: byKeys(new SmartBrushTool(hands.smart), hands.smart, 'paints', 'Painted', 'the brush'),
  superpixels: byKeys(new SuperpixelTool(hands.brush), hands.brush, 'paints', 'Painted', 'the stroke'),
  region: new PreviewTool(
    'region',
    hands.brush,
    regionJob(hands.brush, {
      act: () => useToolSettings.getState().regionAct,
      scope: () => useToolSettings.getState().regionScope,
      name: (act) => regionActEntries[act].name,
    }),
  ),
  copy: new PreviewTool(
    'copy',
    hands.brush,
    copyJob(hands.brush, {
      key: copySourceKey,
      scope: () => useToolSettings.getState().copyScope,
      load: copySource,
    }),
  ),
  pick: byKeys(new PickTool(hands.brush), hands.brush, 'takes the class', 'Taken', null),
};

export function toolOf(tool: PaintTool): Tool {
  return tools[tool];
}
