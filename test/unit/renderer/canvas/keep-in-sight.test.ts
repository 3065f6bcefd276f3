import { beforeEach, describe, expect, it } from 'vitest';
import { keepInSight } from '../../../../src/renderer/canvas/keep-in-sight';
import { useView, viewIn } from '../../../../src/renderer/canvas/view-state';
import { toScreen } from '../../../../src/renderer/canvas/viewport';

const pane = { width: 1000, height: 600 };

/** Where the point is in the pane now, device pixels. */
function onScreen(point: { x: number; y: number }): { x: number; y: number } {
  const view = viewIn(useView.getState(), pane);
  if (view === null) throw new Error('there is no view');
  return toScreen(view, pane, point);
}

beforeEach(() => {
  useView.setState({ image: { width: 5000, height: 5000 }, pane, view: { zoom: 1, centerX: 2000, centerY: 2000 } });
});

describe('the point that keys act on', () => {
  it('pushes the image as little as brings it clear of the edges', () => {
    keepInSight({ x: 2600, y: 1600 });
    expect(onScreen({ x: 2600, y: 1600 })).toEqual({ x: 940, y: 36 });
  });

  it('leaves the image where it is while it is in sight', () => {
    const before = useView.getState().view;
    keepInSight({ x: 2430, y: 2200 });
    expect(useView.getState().view).toBe(before);
  });
});
