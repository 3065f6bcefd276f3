import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { BoxTool } from '../../../../../src/renderer/canvas/tools/box-tool';
import { LassoTool } from '../../../../../src/renderer/canvas/tools/lasso-tool';
import type { CanvasPointer, Tool } from '../../../../../src/renderer/canvas/tools/tool';
import { MadeHand, MadeTarget, move, pointer } from './made-hand';

let hand: MadeHand;
let target: MadeTarget;

beforeEach(() => {
  hand = new MadeHand();
  target = new MadeTarget();
  hand.at = target;
});

function drag(tool: Tool, x0: number, y0: number, x1: number, y1: number, more: Partial<CanvasPointer> = {}): void {
  tool.onPointerDown(pointer(x0, y0, more));
  tool.onPointerMove(move((x0 + x1) / 2, (y0 + y1) / 2, more));
  tool.onPointerMove(move(x1, y1, more));
  tool.onPointerUp(pointer(x1, y1, more));
}

/** x, y of the first and last painted pixel, and how many there are. */
function painted(): { left: number; top: number; right: number; bottom: number; area: number } {
  const found = { left: Infinity, top: Infinity, right: -1, bottom: -1, area: 0 };
  for (let y = 0; y < target.height; y++) {
    for (let x = 0; x < target.width; x++) {
      if (target.labelAt(x, y) === 0) continue;
      found.left = Math.min(found.left, x);
      found.top = Math.min(found.top, y);
      found.right = Math.max(found.right, x);
      found.bottom = Math.max(found.bottom, y);
      found.area++;
    }
  }
  return found;
}

describe('the lasso', () => {
  function around(tool: LassoTool): void {
    tool.onPointerDown(pointer(50, 50));
    tool.onPointerMove(
      move(150, 50, {
        moves: [
          { x: 100, y: 50 },
          { x: 150, y: 50 },
        ],
      }),
    );
    tool.onPointerMove(move(150, 150));
    tool.onPointerMove(move(50, 150));
    tool.onPointerUp(pointer(50, 150));
  }

  it('paints what was gone around when the button is let go', () => {
    around(new LassoTool(hand));
    expect(painted()).toEqual({ left: 50, top: 50, right: 149, bottom: 149, area: 10_000 });
    expect(target.acts).toMatchObject([{ name: 'Lasso, membrane', kind: 'polygon' }]);
  });

  it('stays open for changes where that is wished: corners alone, dragged, then painted by a click inside', () => {
    hand.adjusts = true;
    const tool = new LassoTool(hand);
    around(tool);
    expect([target.acts, tool.isOpen()]).toEqual([[], true]);
    expect(tool.shapes().find(({ kind }) => kind === 'handles')).toMatchObject({ points: { length: 4 } });
    drag(tool, 150, 150, 250, 150);
    drag(tool, 100, 100, 100, 100);
    expect(tool.isOpen()).toBe(false);
    expect(painted()).toMatchObject({ left: 50, right: 248, bottom: 149 });
  });

  it('does nothing for a click, and nothing once it was given up', () => {
    const tool = new LassoTool(hand);
    drag(tool, 20, 20, 20, 20);
    tool.onPointerDown(pointer(50, 50));
    tool.onPointerMove(move(150, 50));
    tool.onPointerMove(move(150, 150));
    tool.onCancel();
    tool.onPointerUp(pointer(50, 150));
    expect(target.acts).toEqual([]);
  });

  it('paints nothing on an image that came in hand meanwhile', () => {
    const tool = new LassoTool(hand);
    tool.onPointerDown(pointer(50, 50));
    tool.onPointerMove(move(150, 50));
    const other = new MadeTarget();
    hand.at = other;
    tool.onPointerMove(move(150, 150));
    tool.onPointerUp(pointer(50, 150));
    expect([target.acts, other.acts]).toEqual([[], []]);
  });
});

describe('the rectangle', () => {
  it('paints whole pixels from corner to corner, whichever corner it begins at', () => {
    const corner = fc.record({
      x: fc.double({ min: 0, max: 399, noNaN: true }),
      y: fc.double({ min: 0, max: 299, noNaN: true }),
    });
    fc.assert(
      fc.property(corner, corner, (a, b) => {
        target = new MadeTarget();
        hand.at = target;
        drag(new BoxTool('rectangle', hand), a.x, a.y, b.x, b.y);
        const [left, right] = [Math.round(Math.min(a.x, b.x)), Math.round(Math.max(a.x, b.x))];
        const [top, bottom] = [Math.round(Math.min(a.y, b.y)), Math.round(Math.max(a.y, b.y))];
        const area = (right - left) * (bottom - top);
        if (area === 0) expect(target.acts).toEqual([]);
        else expect(painted()).toEqual({ left, top, right: right - 1, bottom: bottom - 1, area });
      }),
      { seed: 7, numRuns: 12 },
    );
  });

  it('is a square with Shift, and has its middle where it began with Ctrl', () => {
    drag(new BoxTool('rectangle', hand), 100, 100, 140, 110, { shift: true });
    expect(painted()).toMatchObject({ left: 100, top: 100, right: 139, bottom: 139 });
    target = new MadeTarget();
    hand.at = target;
    drag(new BoxTool('rectangle', hand), 100, 100, 140, 110, { mod: true });
    expect(painted()).toMatchObject({ left: 60, top: 90, right: 139, bottom: 109 });
  });

  it('stays open where that is wished: a handle resizes it, a drag in it moves it, Enter paints it', () => {
    hand.adjusts = true;
    const tool = new BoxTool('rectangle', hand);
    drag(tool, 100, 100, 140, 120);
    drag(tool, 140, 110, 160, 150);
    drag(tool, 120, 110, 125, 115);
    expect(target.acts).toEqual([]);
    tool.onKey({ act: 'close' });
    expect(painted()).toEqual({ left: 105, top: 105, right: 164, bottom: 124, area: 1200 });
  });

  it('is drawn by keys alone, and says its size', () => {
    const tool = new BoxTool('rectangle', hand);
    tool.onKey({ act: 'put' });
    tool.onKey({ act: 'nudge', dx: 10, dy: -5 });
    expect(tool.words()).toBe('Rectangle 50 by 35 pixels at x 180, y 130. Enter paints it.');
    tool.onKey({ act: 'close' });
    expect(painted()).toMatchObject({ left: 180, top: 130, area: 1750 });
  });
});

describe('the ellipse', () => {
  it('paints the pixels whose centres are inside, and none beyond its box', () => {
    drag(new BoxTool('ellipse', hand), 100, 100, 180, 140);
    for (let y = 90; y < 150; y++) {
      for (let x = 90; x < 190; x++) {
        const isIn = ((x + 0.5 - 140) / 40) ** 2 + ((y + 0.5 - 120) / 20) ** 2 <= 1;
        if ((target.labelAt(x, y) === 3) !== isIn) expect({ x, y, isIn }).toBeNull();
      }
    }
    expect(target.acts).toMatchObject([{ name: 'Ellipse, membrane' }]);
  });
});
