import { create } from 'zustand';
import {
  clampView,
  fittedView,
  type ImagePoint,
  isOn,
  nextZoomStep,
  panBy,
  type ScreenPoint,
  type Size,
  type View,
  zoomAt,
} from './viewport';

/** What of the image is seen: one for the whole window, so that screens and panes keep place and zoom. */
interface ViewState {
  /** Size of the image that is shown; null while there is none. */
  image: Size | null;
  /** Of the pane that was measured last, device pixels. */
  pane: Size;
  /** `fit` follows the pane's size until the person zooms or pans. */
  view: View | 'fit';
  /** The image point under the pointer, also outside of the image, and the pane that it is over; once a frame. */
  pointer: (ImagePoint & { pane: string }) | null;
  isSpaceHeld: boolean;
  areLabelsHidden: boolean;
  /** The lens is shown while its key is held, or until it is put away. */
  isLensHeld: boolean;
  isLensOn: boolean;
}

export const useView = create<ViewState>()(() => ({
  image: null,
  pane: { width: 1, height: 1 },
  view: 'fit',
  pointer: null,
  isSpaceHeld: false,
  areLabelsHidden: false,
  isLensHeld: false,
  isLensOn: false,
}));

/** The view in a pane of that size; null while there is no image. */
export function viewIn(state: Pick<ViewState, 'image' | 'view'>, pane: Size): View | null {
  if (state.image === null) return null;
  return state.view === 'fit' ? fittedView(state.image, pane) : state.view;
}

/** Screen pixels an image pixel, for the status line; null while there is no image. */
export function shownZoom(state: Pick<ViewState, 'image' | 'view' | 'pane'>): number | null {
  return viewIn(state, state.pane)?.zoom ?? null;
}

/** Whether the lens is shown where the pointer is. */
export function isMagnified({ isLensHeld, isLensOn }: Pick<ViewState, 'isLensHeld' | 'isLensOn'>): boolean {
  return isLensHeld || isLensOn;
}

/** The pixel of the image under the pointer; null where there is none. */
export function pixelUnderPointer(): ImagePoint | null {
  const { pointer, image } = useView.getState();
  if (pointer === null || image === null || !isOn(image, pointer)) return null;
  return { x: Math.floor(pointer.x), y: Math.floor(pointer.y) };
}

/** An image of another size is fitted; one of the same size keeps the view. */
export function showSize(image: Size): void {
  const { image: before } = useView.getState();
  if (before?.width === image.width && before.height === image.height) return;
  useView.setState({ image: { width: image.width, height: image.height }, view: 'fit', pointer: null });
}

export function fitView(): void {
  useView.setState({ view: 'fit' });
}

/** Zooms to screen pixels an image pixel about a point of a pane, its middle where none is given. */
export function zoomTo(zoom: number, pane: Size = useView.getState().pane, anchor: ScreenPoint = middleOf(pane)): void {
  change(pane, (view, image) => zoomAt(view, image, pane, zoom, anchor));
}

export function zoomBy(factor: number, pane: Size, anchor: ScreenPoint): void {
  change(pane, (view, image) => zoomAt(view, image, pane, view.zoom * factor, anchor));
}

export function zoomStep(direction: 1 | -1): void {
  const zoom = shownZoom(useView.getState());
  if (zoom !== null) zoomTo(nextZoomStep(zoom, direction));
}

/** Pushes the image by device pixels. */
export function panView(dx: number, dy: number, pane: Size = useView.getState().pane): void {
  change(pane, (view, image) => panBy(view, image, pane, dx, dy));
}

/** Moves the view so that an image point, or the nearest one on the image, lies in the middle of the pane. */
export function centerView({ x, y }: ImagePoint, pane: Size = useView.getState().pane): void {
  change(pane, (view, image) => clampView({ ...view, centerX: x, centerY: y }, image, pane));
}

function change(pane: Size, next: (view: View, image: Size) => View): void {
  const state = useView.getState();
  const view = viewIn(state, pane);
  if (state.image !== null && view !== null) useView.setState({ view: next(view, state.image) });
}

function middleOf({ width, height }: Size): ScreenPoint {
  return { x: width / 2, y: height / 2 };
}
