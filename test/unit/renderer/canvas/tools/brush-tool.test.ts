import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { BrushTool } from '../../../../../src/renderer/canvas/tools/brush-tool';
import { MadeHand, MadeTarget, move, pointer } from './made-hand';

let hand: MadeHand;
let target: MadeTarget;
let brush: BrushTool;

beforeEach(() => {
  hand = new MadeHand();
  target = new MadeTarget();
  hand.at = target;
  brush = new BrushTool('brush', hand);
});

describe('the brush', () => {
  it('paints a dab where it is set down, of the class in hand', () => {
    brush.onPointerDown(pointer(50, 60));
    brush.onPointerUp(pointer(50, 60));
    expect(target.labelAt(50, 60)).toBe(3);
    expect(target.strokes).toMatchObject([{ rules: { label: 3, name: 'Brush, membrane' }, end: 'finished' }]);
  });

  it('joins every place the pointer has been at, coalesced ones included', () => {
    brush.onPointerDown(pointer(10, 10));
    brush.onPointerMove(
      move(200, 10, {
        moves: [
          { x: 100, y: 200 },
          { x: 200, y: 10 },
        ],
      }),
    );
    brush.onPointerUp(pointer(200, 10));
    const ways = target.strokes[0].segments.map(({ from, to }) => [from.x, from.y, to.x, to.y]);
    expect(ways).toEqual([
      [10, 10, 10, 10],
      [10, 10, 100, 200],
      [100, 200, 200, 10],
    ]);
    expect([target.labelAt(55, 105), target.labelAt(150, 105)]).toEqual([3, 3]);
  });

  it('leaves no gap at any speed: the stroke is one connected region', () => {
    const place = fc.record({
      x: fc.double({ min: 5, max: 390, noNaN: true }),
      y: fc.double({ min: 5, max: 290, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 6 }), fc.integer({ min: 1, max: 12 }), (places, size) => {
        hand = new MadeHand();
        target = new MadeTarget();
        hand.at = target;
        hand.width = size;
        brush = new BrushTool('brush', hand);
        brush.onPointerDown(pointer(places[0].x, places[0].y));
        for (const { x, y } of places.slice(1)) brush.onPointerMove(move(x, y));
        brush.onPointerUp(pointer(places[0].x, places[0].y));
        expect(regions(target)).toBe(1);
      }),
      { seed: 3, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 40 },
    );
  });

  it('is as wide as its size says, wherever in a pixel it is set down', () => {
    for (const size of [1, 2, 3, 8, 25]) {
      for (const shift of [0, 0.3, 0.5, 0.9]) {
        const each = new MadeTarget();
        hand.at = each;
        hand.width = size;
        brush.onPointerDown(pointer(100 + shift, 100 + shift));
        brush.onPointerUp(pointer(100 + shift, 100 + shift));
        let painted = 0;
        const row = size % 2 === 0 ? Math.round(100 + shift) : Math.floor(100 + shift);
        for (let x = 50; x < 150; x++) if (each.labelAt(x, row) === 3) painted++;
        expect(painted).toBe(size);
      }
    }
  });

  it('takes a wet stroke away on Escape', () => {
    brush.onPointerDown(pointer(50, 60));
    brush.onPointerMove(move(90, 60));
    brush.onCancel();
    brush.onPointerMove(move(120, 60));
    brush.onPointerUp(pointer(120, 60));
    expect(target.strokes).toMatchObject([{ end: 'cancelled' }]);
    expect(target.labelAt(50, 60)).toBe(0);
  });

  it('keeps what was painted until the pointer was lost', () => {
    brush.onPointerDown(pointer(50, 60));
    brush.onPointerMove(move(90, 60));
    brush.onPointerUp(pointer(90, 60, { buttons: 0 }));
    expect(target.strokes).toMatchObject([{ end: 'finished' }]);
    expect(target.labelAt(70, 60)).toBe(3);
  });

  it('finishes its stroke on the image that it was begun on', () => {
    brush.onPointerDown(pointer(50, 60));
    const other = new MadeTarget();
    hand.at = other;
    brush.onPointerMove(move(90, 60));
    brush.onPointerUp(pointer(90, 60));
    expect(target.strokes).toMatchObject([{ end: 'finished' }]);
    expect(target.labelAt(90, 60)).toBe(0);
    expect(other.strokes).toEqual([]);
  });

  it('says why it paints nothing, and paints nothing', () => {
    hand.why = 'It is open for reading only.';
    brush.onPointerDown(pointer(50, 60));
    hand.why = null;
    hand.inHand = null;
    brush.onPointerDown(pointer(50, 60));
    expect(hand.refusals).toBe(2);
    expect(target.strokes).toEqual([]);
    expect(brush.cursor()).toEqual({ kind: 'css', cursor: 'not-allowed' });
  });

  it('shows its width and colour as its cursor', () => {
    expect(brush.cursor()).toEqual({ kind: 'brush', radiusPx: 4, shape: 'round', color: '#e69f00' });
  });
});

describe('the eraser', () => {
  it('makes pixels unpainted, also without a class', () => {
    brush.onPointerDown(pointer(50, 60));
    brush.onPointerUp(pointer(50, 60));
    hand.inHand = null;
    const eraser = new BrushTool('eraser', hand);
    eraser.onPointerDown(pointer(50, 60));
    eraser.onPointerUp(pointer(50, 60));
    expect(target.labelAt(50, 60)).toBe(0);
    expect(target.strokes[1].rules).toMatchObject({ label: 0, name: 'Eraser' });
  });
});

describe('a straight line', () => {
  const dabAt = (x: number, y: number): void => {
    brush.onPointerDown(pointer(x, y));
    brush.onPointerUp(pointer(x, y));
  };

  it('goes from where the last stroke ended to where Shift and a click say', () => {
    dabAt(20, 20);
    brush.onPointerDown(pointer(200, 20, { shift: true }));
    brush.onPointerUp(pointer(200, 20, { shift: true }));
    expect(target.labelAt(110, 20)).toBe(3);
    expect(target.strokes).toHaveLength(2);
  });

  it('is shown before it is painted', () => {
    dabAt(20, 20);
    expect(brush.shapes()).toEqual([]);
    brush.onModifiers(move(100, 20, { shift: true }));
    const line = { kind: 'line', from: { x: 20, y: 20 }, to: { x: 100, y: 20 }, widthPx: 8, color: '#e69f00' };
    expect(brush.shapes()).toEqual([line]);
    brush.onPointerDown(pointer(100, 20, { shift: true }));
    brush.onPointerMove(move(150, 80, { shift: true }));
    expect(brush.shapes()).toEqual([{ ...line, to: { x: 150, y: 80 } }]);
    expect(target.labelAt(60, 20)).toBe(0);
  });

  it('is drawn by dragging where nothing was painted before', () => {
    brush.onPointerDown(pointer(20, 20, { shift: true }));
    brush.onPointerMove(move(60, 90, { shift: true }));
    brush.onPointerMove(move(200, 20, { shift: true }));
    brush.onPointerUp(pointer(200, 20, { shift: true }));
    expect(target.strokes[0].segments).toMatchObject([{ from: { x: 20, y: 20 }, to: { x: 200, y: 20 } }]);
  });

  it('is given up on Escape', () => {
    dabAt(20, 20);
    brush.onPointerDown(pointer(200, 20, { shift: true }));
    brush.onCancel();
    brush.onPointerUp(pointer(200, 20, { shift: true }));
    expect(target.strokes).toHaveLength(1);
  });

  it('does not come from another image', () => {
    dabAt(20, 20);
    const other = new MadeTarget();
    hand.at = other;
    brush.onPointerDown(pointer(200, 20, { shift: true }));
    brush.onPointerUp(pointer(200, 20, { shift: true }));
    expect(other.labelAt(110, 20)).toBe(0);
    expect(other.labelAt(200, 20)).toBe(3);
  });
});

describe("the brush's size", () => {
  it.each([
    ['Alt', { alt: true }],
    ['the right button', { button: 2 }],
  ])('follows a drag sideways with %s, and nothing is painted', (_, held) => {
    brush.onPointerDown(pointer(100, 100, held));
    brush.onPointerMove(move(110, 100, { zoom: 2, screenX: 120 }));
    expect(hand.width).toBe(28);
    brush.onPointerUp(pointer(110, 100, { zoom: 2, screenX: 120 }));
    brush.onPointerMove(move(300, 100));
    expect(hand.width).toBe(28);
    expect(target.strokes).toEqual([]);
  });

  it('is what it was before after Escape', () => {
    brush.onPointerDown(pointer(100, 100, { alt: true }));
    brush.onPointerMove(move(150, 100));
    brush.onCancel();
    expect(hand.width).toBe(8);
  });

  it('changes with the wheel', () => {
    expect(brush.onWheel(move(5, 5), -3)).toBe(true);
    expect(hand.width).toBe(5);
  });
});

/** Number of 8-connected regions of painted pixels. */
function regions(target: MadeTarget): number {
  const { width, height } = target;
  const left = new Set<number>();
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (target.labelAt(x, y) === 3) left.add(y * width + x);
  let found = 0;
  for (const start of left) {
    found++;
    const queue = [start];
    left.delete(start);
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const dy of [-1, 0, 1]) {
        for (const dx of [-1, 0, 1]) if (left.delete(at + dy * width + dx)) queue.push(at + dy * width + dx);
      }
    }
  }
  return found;
}

describe('a stroke that comes back to itself', () => {
  function around(): void {
    brush.onPointerDown(pointer(100, 100));
    for (const [x, y] of [
      [200, 100],
      [200, 200],
      [100, 200],
      [100, 102],
    ]) {
      brush.onPointerMove(move(x, y));
    }
    brush.onPointerUp(pointer(100, 102));
  }

  it('is filled when the button is let go where that is wished, in the same edit', () => {
    hand.loops = true;
    around();
    expect([target.labelAt(150, 150), target.strokes.length]).toEqual([3, 1]);
  });

  it('stays a line where it is not wished, and where its ends stay apart', () => {
    around();
    expect(target.labelAt(150, 150)).toBe(0);
    hand.loops = true;
    brush.onPointerDown(pointer(100, 100));
    brush.onPointerMove(move(200, 100));
    brush.onPointerMove(move(200, 200));
    brush.onPointerUp(pointer(200, 200));
    expect(target.labelAt(180, 120)).toBe(0);
  });
});

it('paints as wide as the pen is pressed where that is wished', () => {
  hand.pen = true;
  hand.width = 40;
  brush.onPointerDown(pointer(100, 100, { pressure: 1 }));
  brush.onPointerMove(move(200, 100, { pressure: 0.25 }));
  brush.onPointerUp(pointer(200, 100, { pressure: 0.25 }));
  expect(target.strokes[0].segments.map(({ brush: { radius } }) => radius)).toEqual([20, 5]);
});
