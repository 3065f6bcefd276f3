import { beforeEach, describe, expect, it } from 'vitest';
import {
  fitView,
  panView,
  shownZoom,
  showSize,
  useView,
  viewIn,
  zoomBy,
  zoomStep,
  zoomTo,
} from '../../../../src/renderer/canvas/view-state';
import { toImage } from '../../../../src/renderer/canvas/viewport';

const pane = { width: 1000, height: 1000 };

beforeEach(() => {
  useView.setState({ image: null, pane, view: 'fit', pointer: null });
  showSize({ width: 2000, height: 2000 });
});

describe('the view of the window', () => {
  it('stays for an image of the same size, and is fitted for another', () => {
    zoomTo(1);
    const before = useView.getState().view;
    showSize({ width: 2000, height: 2000 });
    expect(useView.getState().view).toBe(before);
    showSize({ width: 2000, height: 1000 });
    expect(useView.getState().view).toBe('fit');
  });

  it('fits each pane for itself until the person zooms, and is then one for all', () => {
    const small = { width: 500, height: 500 };
    expect(viewIn(useView.getState(), small)?.zoom).toBe((viewIn(useView.getState(), pane)?.zoom ?? 0) / 2);
    zoomTo(3);
    expect(viewIn(useView.getState(), small)).toEqual(viewIn(useView.getState(), pane));
    fitView();
    expect(useView.getState().view).toBe('fit');
  });

  it('zooms about the pointer, beginning at the fitted view', () => {
    const anchor = { x: 700, y: 400 };
    const fitted = viewIn(useView.getState(), pane);
    zoomBy(2, pane, anchor);
    const zoomed = viewIn(useView.getState(), pane);
    if (fitted === null || zoomed === null) throw new Error('there is an image');
    expect(zoomed.zoom).toBeCloseTo(2 * fitted.zoom, 9);
    expect(toImage(zoomed, pane, anchor).x).toBeCloseTo(toImage(fitted, pane, anchor).x, 9);
  });

  it('steps through known zooms, and says which it shows', () => {
    zoomTo(1);
    zoomStep(1);
    expect(shownZoom(useView.getState())).toBe(1.5);
  });

  it('adds up pushes of less than a pixel', () => {
    zoomTo(1);
    for (let i = 0; i < 10; i++) panView(0.3, 0, pane);
    expect(viewIn(useView.getState(), pane)?.centerX).toBeCloseTo(997, 9);
  });

  it('does nothing while there is no image', () => {
    useView.setState({ image: null, view: 'fit' });
    zoomTo(2);
    panView(10, 10, pane);
    zoomStep(1);
    expect(useView.getState().view).toBe('fit');
    expect(shownZoom(useView.getState())).toBeNull();
  });
});
