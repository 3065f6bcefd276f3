import { beforeEach, describe, expect, it } from 'vitest';
import { PolygonTool } from '../../../../../src/renderer/canvas/tools/polygon-tool';
import type { CanvasPointer } from '../../../../../src/renderer/canvas/tools/tool';
import { isInsidePolygon } from '../../../../../src/shared/labels/polygon';
import { MadeHand, MadeTarget, move, pointer } from './made-hand';

let hand: MadeHand;
let target: MadeTarget;
let tool: PolygonTool;

beforeEach(() => {
  hand = new MadeHand();
  target = new MadeTarget();
  hand.at = target;
  tool = new PolygonTool(hand);
});

function click(x: number, y: number, more: Partial<CanvasPointer> = {}): void {
  tool.onPointerDown(pointer(x, y, more));
  tool.onPointerUp(pointer(x, y, more));
}

function drag(x0: number, y0: number, x1: number, y1: number): void {
  tool.onPointerDown(pointer(x0, y0));
  tool.onPointerMove(move(x1, y1));
  tool.onPointerUp(pointer(x1, y1));
}

const corners = [
  { x: 20, y: 20 },
  { x: 120, y: 30 },
  { x: 100, y: 110 },
];

/** The points that are open, as they are drawn. */
function points() {
  return tool.shapes().find((shape) => shape.kind === 'handles')?.points ?? [];
}

/** Pixels that hold the label, against the definition of a polygon. */
function expectPainted(ring: readonly { x: number; y: number }[], label: number): void {
  for (let y = 0; y < target.height; y++) {
    for (let x = 0; x < target.width; x++) {
      const isIn = isInsidePolygon([ring], x + 0.5, y + 0.5);
      if ((target.labelAt(x, y) === label) !== isIn) expect({ x, y, isIn }).toBeNull();
    }
  }
}

describe('the polygon', () => {
  it('paints exactly the pixels inside on Enter, as one edit named in the history', () => {
    for (const { x, y } of corners) click(x, y);
    expect(target.acts).toEqual([]);
    expect(tool.onKey({ act: 'close' })).toBe(true);
    expect(target.acts).toMatchObject([{ name: 'Polygon, membrane', kind: 'polygon' }]);
    expectPainted(corners, 3);
    expect(tool.isOpen()).toBe(false);
  });

  it('is closed by a click on its first point', () => {
    for (const { x, y } of corners) click(x, y);
    click(22, 21);
    expectPainted(corners, 3);
  });

  it('is closed by a double click, which puts one point and not two', () => {
    for (const { x, y } of corners) click(x, y);
    click(40, 100);
    click(40, 100);
    expectPainted([...corners, { x: 40, y: 100 }], 3);
  });

  it('does not close on the first point while it has only two', () => {
    click(20, 20);
    click(120, 30);
    click(20, 20);
    expect(points()).toHaveLength(2);
    expect(target.acts).toEqual([]);
  });

  it('has its points moved by dragging, the first one too', () => {
    for (const { x, y } of corners) click(x, y);
    drag(20, 20, 5, 60);
    tool.onKey({ act: 'close' });
    expectPainted([{ x: 5, y: 60 }, corners[1], corners[2]], 3);
  });

  it('gets a point where its edge is clicked, and that point can be dragged on', () => {
    for (const { x, y } of corners) click(x, y);
    drag(70, 25, 70, 5);
    expect(points()).toHaveLength(4);
    tool.onKey({ act: 'close' });
    expectPainted([corners[0], { x: 70, y: 5 }, corners[1], corners[2]], 3);
  });

  it('loses the point that is right-clicked, or the one in hand by Delete', () => {
    for (const { x, y } of corners) click(x, y);
    click(30, 100);
    click(120, 30, { button: 2 });
    expect(points()).toEqual([corners[0], corners[2], { x: 30, y: 100 }]);
    tool.onKey({ act: 'remove' });
    expect(points()).toEqual([corners[0], corners[2]]);
  });

  it('takes the last point back, and is gone with the first', () => {
    click(20, 20);
    click(60, 60);
    tool.onKey({ act: 'takeBack' });
    expect(points()).toEqual([corners[0]]);
    tool.onKey({ act: 'takeBack' });
    expect(tool.isOpen()).toBe(false);
    expect(tool.onKey({ act: 'takeBack' })).toBe(false);
  });

  it('is left by Escape without a trace', () => {
    for (const { x, y } of corners) click(x, y);
    tool.onCancel();
    expect([tool.shapes(), tool.isOpen(), target.acts]).toEqual([[], false, []]);
  });

  it('goes on in steps of 45 degrees with Shift', () => {
    click(20, 20);
    click(80, 24, { shift: true });
    expect(points()[1]).toEqual({ x: 80, y: 20 });
  });

  it('takes away with Alt, and locked classes stay', () => {
    const filled = new MadeTarget();
    filled.apply({
      name: '',
      kind: 'other',
      locked: null,
      edit: (map) => [
        { tileX: 0, tileY: 0, before: new Uint8Array(65536), after: new Uint8Array(65536).fill(map.width > 0 ? 3 : 0) },
      ],
    });
    hand.at = filled;
    target = filled;
    click(20, 20, { alt: true });
    click(120, 30);
    click(100, 110);
    tool.onKey({ act: 'close' });
    expect([target.labelAt(80, 50), target.labelAt(5, 5)]).toEqual([0, 3]);
    expect(target.acts.at(-1)?.name).toBe('Polygon, taken away');
    hand.table = new Uint8Array(256);
    hand.table[3] = 1;
    click(0, 0, { alt: true });
    click(250, 0);
    click(0, 250);
    tool.onKey({ act: 'close' });
    expect(target.labelAt(5, 5)).toBe(3);
  });

  it('is drawn by keys alone, and says where its point is', () => {
    tool.onKey({ act: 'put' });
    expect(points()).toEqual([{ x: 200, y: 150 }]);
    tool.onKey({ act: 'put' });
    tool.onKey({ act: 'nudge', dx: 10, dy: 0 });
    expect(tool.words()).toBe('Point 2 of 2, x 210, y 150.');
    tool.onKey({ act: 'put' });
    tool.onKey({ act: 'nudge', dx: 0, dy: 10 });
    tool.onKey({ act: 'step', by: 1 });
    tool.onKey({ act: 'nudge', dx: 0, dy: 10 });
    tool.onKey({ act: 'close' });
    expectPainted(
      [
        { x: 200, y: 160 },
        { x: 210, y: 150 },
        { x: 210, y: 160 },
      ],
      3,
    );
    expect(tool.words()).toBe('Polygon painted, membrane.');
  });

  it('belongs to its image: on another it is out of sight, and it is there again on the way back', () => {
    for (const { x, y } of corners) click(x, y);
    hand.at = new MadeTarget();
    expect([tool.isOpen(), tool.shapes()]).toEqual([false, []]);
    expect(tool.onKey({ act: 'close' })).toBe(false);
    hand.at = target;
    expect(points()).toEqual(corners);
  });

  it('does not begin where nothing can be painted, and says why', () => {
    hand.why = 'The image is locked.';
    click(20, 20);
    expect([tool.isOpen(), hand.refusals, tool.cursor()]).toEqual([false, 1, { kind: 'css', cursor: 'not-allowed' }]);
  });
});
