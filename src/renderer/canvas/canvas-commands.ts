import type { Command, HeldKey } from '../app/commands';
import { canvasScreens } from '../app/window-commands';
import { cancelGestures } from './open-panes';
import { fitView, panView, useView, zoomStep, zoomTo } from './view-state';

/** Share of the pane that a step of the arrows pans. */
const PAN_SHARE = 0.15;

function blocked(): string | null {
  return useView.getState().image === null ? 'There is no image on the screen.' : null;
}

/** Looks further by a share of the pane, e.g. (1, 0) to the right. */
export function panByShare(x: number, y: number): void {
  const { width, height } = useView.getState().pane;
  panView(-x * width * PAN_SHARE, -y * height * PAN_SHARE);
}

const view = { group: 'View', screens: canvasScreens, blocked } as const;

export const canvasCommands: readonly Command[] = [
  { ...view, id: 'view.fit', name: 'Fit the image into the canvas', keys: 'f', run: fitView },
  { ...view, id: 'view.actual', name: 'Zoom to 100 %', keys: 'z', run: () => zoomTo(1) },
  { ...view, id: 'view.zoomIn', name: 'Zoom in', keys: '$mod+=', alsoKeys: '$mod++', run: () => zoomStep(1) },
  { ...view, id: 'view.zoomOut', name: 'Zoom out', keys: '$mod+-', run: () => zoomStep(-1) },
  { ...view, id: 'view.panLeft', name: 'Look further left', keys: 'Shift+ArrowLeft', run: () => panByShare(-1, 0) },
  { ...view, id: 'view.panRight', name: 'Look further right', keys: 'Shift+ArrowRight', run: () => panByShare(1, 0) },
  { ...view, id: 'view.panUp', name: 'Look further up', keys: 'Shift+ArrowUp', run: () => panByShare(0, -1) },
  { ...view, id: 'view.panDown', name: 'Look further down', keys: 'Shift+ArrowDown', run: () => panByShare(0, 1) },
  {
    ...view,
    id: 'view.lens',
    name: 'Magnifier at the pointer, on or off',
    keys: 'Shift+D',
    run: () => useView.setState(({ isLensOn }) => ({ isLensOn: !isLensOn })),
  },
  {
    id: 'canvas.cancel',
    name: 'Give up what is being drawn',
    group: 'Paint',
    keys: 'Escape',
    screens: ['paint'],
    run: cancelGestures,
  },
];

export const canvasHeldKeys: readonly HeldKey[] = [
  {
    name: 'Pan by dragging',
    group: 'View',
    key: ' ',
    screens: canvasScreens,
    hold: (isSpaceHeld) => useView.setState({ isSpaceHeld }),
  },
  {
    name: 'Hide the labels',
    group: 'View',
    key: 'h',
    screens: canvasScreens,
    hold: (areLabelsHidden) => useView.setState({ areLabelsHidden }),
  },
  {
    name: 'Magnify what is under the pointer',
    group: 'View',
    key: 'd',
    screens: canvasScreens,
    hold: (isLensHeld) => useView.setState({ isLensHeld }),
  },
];
