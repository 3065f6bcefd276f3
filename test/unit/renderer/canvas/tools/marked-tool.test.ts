import { beforeEach, describe, expect, it } from 'vitest';
import { BrushTool } from '../../../../../src/renderer/canvas/tools/brush-tool';
import { FillTool } from '../../../../../src/renderer/canvas/tools/fill-tool';
import { MarkedTool } from '../../../../../src/renderer/canvas/tools/marked-tool';
import { PickTool } from '../../../../../src/renderer/canvas/tools/pick-tool';
import { SmartBrushTool } from '../../../../../src/renderer/canvas/tools/smart-brush-tool';
import { SuperpixelTool } from '../../../../../src/renderer/canvas/tools/superpixel-tool';
import { regionAt } from '../../../../../src/shared/labels/components';
import { inOneGo } from '../../../../../src/shared/labels/steps';
import { MadeHand, MadeTarget, move, pointer } from './made-hand';
import { MadeKernels, madePicture } from './made-kernels';

let hand: MadeHand;
let target: MadeTarget;
let tool: MarkedTool;

beforeEach(() => {
  hand = new MadeHand();
  target = new MadeTarget();
  hand.at = target;
  hand.width = 5;
  tool = new MarkedTool(new BrushTool('brush', hand), hand, {
    does: 'paints',
    done: 'Painted',
    drawsWith: 'the brush',
  });
});

const press = (...acts: ('put' | 'close' | 'takeBack')[]): boolean[] => acts.map((act) => tool.onKey({ act }));
const nudge = (dx: number, dy: number): boolean => tool.onKey({ act: 'nudge', dx, dy });
const areaAround = (x: number, y: number): number => inOneGo(regionAt(target.map, x, y, 8))?.area ?? 0;

describe('a brush by keys alone', () => {
  it('has a mark where the person looks, which arrows move and which says what lies under it', () => {
    expect(press('put')).toEqual([true]);
    expect(tool.words()).toBe(
      'Mark at x 200, y 150, unpainted. Arrows move it, Enter paints here, N sets the brush down.',
    );
    nudge(-10, 3);
    expect([tool.words(), tool.keyPlace()]).toEqual(['x 190, y 153, unpainted.', { x: 190.5, y: 153.5 }]);
    expect(tool.shapes().map(({ kind }) => kind)).toEqual(['path', 'handles']);
  });

  it('paints at the mark by Enter, as often as that is pressed', () => {
    press('put', 'close');
    nudge(20, 0);
    press('close');
    expect(tool.words()).toBe('Painted at x 220, y 150.');
    expect([target.strokes.length, areaAround(200, 150), areaAround(220, 150)]).toEqual([2, 21, 21]);
  });

  it('draws while it is set down, in one stroke', () => {
    press('put', 'put');
    for (let i = 0; i < 10; i++) nudge(1, 0);
    press('put');
    nudge(30, 0);
    expect(target.strokes).toMatchObject([{ end: 'finished' }]);
    expect([target.labelAt(210, 150), target.labelAt(214, 150)]).toEqual([3, 0]);
  });

  it('gives up the stroke by Escape first, then the mark', () => {
    press('put', 'put');
    nudge(9, 0);
    tool.onCancel();
    expect([target.labelAt(205, 150), tool.isOpen()]).toEqual([0, true]);
    tool.onCancel();
    expect([tool.isOpen(), tool.shapes()]).toEqual([false, []]);
  });

  it('takes back the stroke that it draws, and leaves undoing to others where it draws none', () => {
    press('put', 'put');
    expect(press('takeBack', 'takeBack')).toEqual([true, false]);
    expect(target.strokes).toMatchObject([{ end: 'cancelled' }]);
  });

  it('keeps the mark on the image', () => {
    press('put');
    nudge(-1000, 1000);
    expect(tool.keyPlace()).toEqual({ x: 0.5, y: 299.5 });
  });

  it('gives way to the pointer: what was drawn stays', () => {
    press('put', 'put');
    nudge(5, 0);
    tool.onPointerMove(move(50, 50));
    tool.onPointerDown(pointer(50, 50));
    tool.onPointerUp(pointer(50, 50));
    expect(target.strokes.map(({ end }) => end)).toEqual(['finished', 'finished']);
    expect([target.labelAt(205, 150), target.labelAt(50, 50), target.labelAt(120, 100), tool.isOpen()]).toEqual([
      3,
      3,
      0,
      false,
    ]);
  });

  it('begins no mark beneath a hand that draws', () => {
    tool.onPointerDown(pointer(50, 50));
    expect(press('put')).toEqual([false]);
    tool.onPointerUp(pointer(50, 50));
    expect([target.labelAt(200, 150), tool.isOpen(), ...press('put')]).toEqual([0, false, true]);
  });

  it('ends what it draws when another tool comes in hand', () => {
    press('put', 'put');
    nudge(5, 0);
    tool.putAway();
    expect([target.strokes[0].end, tool.isOpen()]).toEqual(['finished', false]);
  });

  it('has no mark on another image', () => {
    press('put');
    hand.at = new MadeTarget();
    expect([tool.isOpen(), nudge(1, 0)]).toEqual([false, false]);
  });

  it('says why where nothing can be painted', () => {
    hand.why = 'locked';
    press('put');
    expect([hand.refusals, tool.isOpen()]).toEqual([1, false]);
  });
});

describe('other tools by keys alone', () => {
  it('fill and pick at the mark, by either key', async () => {
    tool = new MarkedTool(new FillTool(hand), hand, { does: 'fills', done: 'Filled', drawsWith: null });
    press('put', 'put');
    await new Promise((resolve) => setTimeout(resolve));
    expect(areaAround(200, 150)).toBe(400 * 300);
    tool = new MarkedTool(new PickTool(hand), hand, { does: 'takes', done: 'Taken', drawsWith: null });
    press('put', 'close');
    expect(hand.taken).toEqual([3]);
  });

  it('paint with the smart brush and superpixels what is under the mark', async () => {
    const kernels = new MadeKernels(madePicture((x) => (x < 250 ? 40 : 200)));
    hand.pixels = kernels;
    hand.width = 30;
    for (const [made, least] of [
      [new SmartBrushTool(hand), 600],
      [new SuperpixelTool(hand), 150],
    ] as const) {
      target.map = new MadeTarget().map;
      tool = new MarkedTool(made, hand, { does: 'paints', done: 'Painted', drawsWith: 'the stroke' });
      press('put', 'close');
      await kernels.answerAll();
      expect([areaAround(200, 150) > least, areaAround(200, 150) < 1000]).toEqual([true, true]);
    }
  });
});
