import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { maskOutline } from '../../../../../src/renderer/canvas/tools/mask-outline';
import { SmartBrushTool } from '../../../../../src/renderer/canvas/tools/smart-brush-tool';
import { SuperpixelTool } from '../../../../../src/renderer/canvas/tools/superpixel-tool';
import { isInsidePolygon } from '../../../../../src/shared/labels/polygon';
import { MadeHand, MadeTarget, move, pointer } from './made-hand';
import { MadeKernels, madePicture } from './made-kernels';

let hand: MadeHand;
let target: MadeTarget;
let kernels: MadeKernels;

/** Dark left of x = 100, bright from there on. */
const halves = madePicture((x) => (x < 100 ? 60 : 180));

beforeEach(() => {
  hand = new MadeHand();
  target = new MadeTarget();
  kernels = new MadeKernels(halves);
  hand.at = target;
  hand.pixels = kernels;
  hand.width = 40;
});

const ends = () => target.strokes.map(({ end }) => end);

describe('the smart brush', () => {
  it('paints what looks like the ground under its middle, and stops at the edge', async () => {
    const tool = new SmartBrushTool(hand);
    tool.onPointerDown(pointer(90, 100));
    tool.onPointerUp(pointer(90, 100));
    await kernels.answerAll();
    expect([target.labelAt(80, 100), target.labelAt(95, 100), target.labelAt(105, 100)]).toEqual([3, 3, 0]);
    expect(target.strokes).toMatchObject([{ rules: { name: 'Smart brush, membrane' }, end: 'finished' }]);
  });

  it('leaves no gap on its way, and makes one edit of it', async () => {
    const tool = new SmartBrushTool(hand);
    tool.onPointerDown(pointer(50, 40));
    tool.onPointerMove(move(50, 260));
    tool.onPointerUp(pointer(50, 260));
    await kernels.answerAll();
    for (let y = 40; y <= 260; y++) expect(target.labelAt(50, y)).toBe(3);
    expect(ends()).toEqual(['finished']);
  });

  it('paints a second stroke that began before the first was worked out, after it and apart from it', async () => {
    const tool = new SmartBrushTool(hand);
    tool.onPointerDown(pointer(50, 50));
    tool.onPointerUp(pointer(50, 50));
    tool.onPointerDown(pointer(300, 250));
    tool.onPointerUp(pointer(300, 250));
    await kernels.answerAll();
    expect([target.labelAt(50, 50), target.labelAt(300, 250)]).toEqual([3, 3]);
    expect(ends()).toEqual(['finished', 'finished']);
  });

  it('paints on the image that it was begun on, whatever is in hand when the answer comes', async () => {
    const tool = new SmartBrushTool(hand);
    tool.onPointerDown(pointer(50, 50));
    tool.onPointerUp(pointer(50, 50));
    const other = new MadeTarget();
    hand.at = other;
    await kernels.answerAll();
    expect([target.labelAt(50, 50), other.strokes]).toEqual([3, []]);
  });

  it('goes on with a stroke that was begun before the one before it failed', async () => {
    const tool = new SmartBrushTool(hand);
    const { stamp } = kernels;
    let asked = 0;
    kernels.stamp = (question) => (asked++ === 0 ? Promise.reject(new Error('no pixels')) : stamp(question));
    tool.onPointerDown(pointer(50, 50));
    tool.onPointerUp(pointer(50, 50));
    tool.onPointerDown(pointer(300, 250));
    await kernels.answerAll();
    tool.onPointerMove(move(300, 200));
    tool.onPointerUp(pointer(300, 200));
    await kernels.answerAll();
    tool.onPointerDown(pointer(200, 50));
    tool.onPointerUp(pointer(200, 50));
    await kernels.answerAll();
    expect([target.labelAt(300, 200), target.labelAt(200, 50)]).toEqual([3, 3]);
  });

  it('is given up by Escape', async () => {
    const tool = new SmartBrushTool(hand);
    tool.onPointerDown(pointer(50, 50));
    await kernels.answerAll();
    expect(target.labelAt(50, 50)).toBe(3);
    tool.onCancel();
    await kernels.answerAll();
    expect([target.labelAt(50, 50), ends()]).toEqual([0, ['cancelled']]);
  });

  it('keeps what was painted and says what went wrong where the image can not be read any more', async () => {
    const tool = new SmartBrushTool(hand);
    tool.onPointerDown(pointer(50, 50));
    await kernels.answerAll();
    kernels.isBroken = true;
    tool.onPointerMove(move(50, 200));
    tool.onPointerUp(pointer(50, 200));
    await kernels.answerAll();
    expect([hand.failures.length, target.labelAt(50, 50), ends()]).toEqual([1, 3, ['finished']]);
  });
});

describe('superpixels', () => {
  it('are painted whole by stroking over them, and never cross an edge of the image', async () => {
    const tool = new SuperpixelTool(hand);
    tool.onPointerDown(pointer(85, 50));
    tool.onPointerMove(move(85, 150));
    tool.onPointerUp(pointer(85, 150));
    await kernels.answerAll();
    for (let y = 50; y <= 150; y++) expect(target.labelAt(85, y)).toBe(3);
    for (let y = 0; y < 300; y++) for (let x = 100; x < 400; x++) expect(target.labelAt(x, y)).toBe(0);
    expect(ends()).toEqual(['finished']);
  });

  it('show the one under the pointer before it is painted', async () => {
    const tool = new SuperpixelTool(hand);
    tool.onPointerMove(move(85, 50));
    expect(tool.shapes()).toEqual([]);
    await kernels.answerAll();
    const rings = tool.shapes().map((shape) => (shape.kind === 'path' ? shape.points : []));
    expect(isInsidePolygon(rings, 85.5, 50.5)).toBe(true);
    tool.onPointerDown(pointer(85, 50));
    tool.onPointerUp(pointer(85, 50));
    await kernels.answerAll();
    for (let y = 0; y < 120; y++) {
      for (let x = 40; x < 140; x++) {
        expect(target.labelAt(x, y) === 3).toBe(isInsidePolygon(rings, x + 0.5, y + 0.5));
      }
    }
  });

  it('are asked for once a cell and size', async () => {
    const tool = new SuperpixelTool(hand);
    for (let x = 10; x < 300; x += 10) tool.onPointerMove(move(x, 50));
    await kernels.answerAll();
    tool.onPointerMove(move(50, 200));
    await kernels.answerAll();
    expect(kernels.asked).toHaveLength(1);
    hand.setAmount('superpixel', 30);
    tool.onPointerMove(move(50, 201));
    await kernels.answerAll();
    expect(kernels.asked).toHaveLength(2);
  });

  it('are worked out anew where the picture is another one', async () => {
    const tool = new SuperpixelTool(hand);
    tool.onPointerMove(move(50, 50));
    await kernels.answerAll();
    kernels.view = 'second';
    tool.onPointerMove(move(51, 50));
    await kernels.answerAll();
    expect(kernels.asked).toHaveLength(2);
  });
});

it('outlines a mask by rings that enclose exactly its pixels', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 48, maxLength: 48 }), (data) => {
      const rings = maskOutline({ x: 3, y: 5, width: 8, height: 6, data: Uint8Array.from(data) });
      for (let i = 0; i < 48; i++) {
        expect(isInsidePolygon(rings, 3 + (i % 8) + 0.5, 5 + Math.floor(i / 8) + 0.5)).toBe(data[i] === 1);
      }
    }),
    { seed: 3, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 200 },
  );
});
