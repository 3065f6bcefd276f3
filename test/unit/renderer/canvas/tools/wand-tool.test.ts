import { beforeEach, describe, expect, it } from 'vitest';
import { WandTool } from '../../../../../src/renderer/canvas/tools/wand-tool';
import { emptyTileMap } from '../../../../../src/shared/labels/tile-map';
import { MadeHand, MadeTarget, move, pointer } from './made-hand';
import { MadeKernels, madePicture } from './made-kernels';

let hand: MadeHand;
let target: MadeTarget;
let kernels: MadeKernels;
let tool: WandTool;

/** Rings around (100, 100), each 10 levels brighter than the one inside it. */
const rings = madePicture((x, y) =>
  Math.min(250, 10 * Math.floor(Math.max(Math.abs(x - 100), Math.abs(y - 100)) / 10)),
);

beforeEach(() => {
  hand = new MadeHand();
  target = new MadeTarget();
  kernels = new MadeKernels(rings);
  hand.at = target;
  hand.pixels = kernels;
  hand.amounts.tolerance = 10;
  tool = new WandTool(hand);
});

/** How far the label reaches to the right of the middle. */
function reach(): number {
  let x = 100;
  while (target.labelAt(x, 100) === 3) x++;
  return x - 100;
}

describe('the wand', () => {
  it('paints connected pixels of similar colour when the button is let go, as one edit', async () => {
    tool.onPointerDown(pointer(100, 100));
    tool.onPointerUp(pointer(100, 100));
    await kernels.answerAll();
    expect(reach()).toBe(20);
    expect(target.strokes.map(({ rules, end }) => [rules.name, end])).toEqual([['Wand, membrane', 'finished']]);
    expect(tool.isOpen()).toBe(false);
  });

  it('says nothing of what it painted before while it works out the next', async () => {
    tool.onPointerDown(pointer(100, 100));
    tool.onPointerUp(pointer(100, 100));
    await kernels.answerAll();
    expect(tool.words()).toBe('Wand painted.');
    tool.onPointerDown(pointer(150, 150));
    expect(tool.words()).toBe('');
  });

  it('shows at once what a drag sideways would paint, and paints the last of it', async () => {
    tool.onPointerDown(pointer(100, 100));
    await kernels.answerAll();
    expect(reach()).toBe(20);
    tool.onPointerMove(move(160, 100));
    await kernels.answerAll();
    expect([hand.amounts.tolerance, reach()]).toEqual([30, 40]);
    expect(target.strokes.filter(({ end }) => end === 'finished')).toEqual([]);
    tool.onPointerMove(move(130, 100));
    tool.onPointerUp(pointer(130, 100));
    await kernels.answerAll();
    expect([hand.amounts.tolerance, reach()]).toEqual([20, 30]);
    expect(target.strokes.filter(({ end }) => end === 'finished')).toHaveLength(1);
  });

  it('asks one thing at a time, however fast the hand moves', async () => {
    tool.onPointerDown(pointer(100, 100));
    for (let x = 100; x < 190; x += 3) tool.onPointerMove(move(x, 100));
    await new Promise((resolve) => setTimeout(resolve));
    expect(kernels.asked).toHaveLength(1);
    await kernels.answerAll();
    expect(kernels.asked.length).toBeLessThan(4);
    expect(reach()).toBe(10 * (1 + Math.floor(hand.amounts.tolerance / 10)));
  });

  it('stays open where that is wished: the slider changes it, a click in it paints it', async () => {
    hand.adjusts = true;
    tool.watch(() => undefined);
    tool.onPointerDown(pointer(100, 100));
    tool.onPointerUp(pointer(100, 100));
    await kernels.answerAll();
    hand.amounts.tolerance = 40;
    hand.changed();
    await kernels.answerAll();
    expect([tool.isOpen(), reach()]).toEqual([true, 50]);
    tool.onPointerDown(pointer(120, 100));
    expect([tool.isOpen(), reach()]).toEqual([false, 50]);
    expect(target.strokes.at(-1)?.end).toBe('finished');
  });

  it('is given up by Escape: nothing stays, and the tolerance is as it was', async () => {
    tool.onPointerDown(pointer(100, 100));
    tool.onPointerMove(move(160, 100));
    await kernels.answerAll();
    tool.onCancel();
    expect([reach(), hand.amounts.tolerance, tool.isOpen()]).toEqual([0, 10, false]);
    await kernels.answerAll();
    expect(target.strokes.filter(({ end }) => end === 'finished')).toEqual([]);
  });

  it('paints nothing on another image that came in hand before the answer', async () => {
    tool.onPointerDown(pointer(100, 100));
    tool.onPointerUp(pointer(100, 100));
    const other = new MadeTarget();
    hand.at = other;
    await kernels.answerAll();
    expect([target.strokes, other.strokes, tool.isOpen()]).toEqual([[], [], false]);
  });

  it('goes after a lock that is set while it is open', async () => {
    hand.adjusts = true;
    tool.watch(() => undefined);
    tool.onPointerDown(pointer(100, 100));
    tool.onPointerUp(pointer(100, 100));
    await kernels.answerAll();
    hand.table = new Uint8Array(256);
    hand.table[0] = 1;
    hand.changed();
    tool.onKey({ act: 'close' });
    expect([reach(), tool.words(), hand.refusals]).toEqual([0, 'Nothing was painted.', 1]);
  });

  it('is gone when another act took away what was only looked at', async () => {
    hand.adjusts = true;
    tool.onPointerDown(pointer(100, 100));
    tool.onPointerUp(pointer(100, 100));
    await kernels.answerAll();
    target.dropPreview();
    expect([tool.isOpen(), reach()]).toEqual([false, 0]);
    tool.onKey({ act: 'close' });
    expect(tool.words()).not.toContain('painted');
  });

  it('says nothing of being painted where the image changed before the button was let go', async () => {
    tool.onPointerDown(pointer(100, 100));
    await kernels.answerAll();
    target.dropPreview();
    hand.at = new MadeTarget();
    tool.onPointerUp(pointer(100, 100));
    expect(tool.words()).not.toContain('painted');
    expect(target.strokes.filter(({ end }) => end === 'finished')).toEqual([]);
  });

  it('works by keys alone, and says how much it reaches', async () => {
    hand.adjusts = true;
    tool.onKey({ act: 'put' });
    await kernels.answerAll();
    tool.onKey({ act: 'nudge', dx: 0, dy: -1 });
    await kernels.answerAll();
    expect(hand.amounts.tolerance).toBe(11);
    expect(tool.words()).toMatch(/^Wand: [\d,]+ pixels at tolerance 11/);
    tool.onKey({ act: 'close' });
    expect(target.labelAt(200, 150)).toBe(3);
  });

  it('reaches over all of a view that is larger than can be read, in pixels of the overview', async () => {
    target.map = emptyTileMap(12_000, 9000);
    hand.isInView = () => true;
    hand.window = { x: 0, y: 0, width: 12_000, height: 9000 };
    kernels = new MadeKernels(madePicture((x) => (x < 100 ? 7 : 200), 3000, 2250));
    kernels.scale = 4;
    hand.pixels = kernels;
    tool.onPointerDown(pointer(9, 9));
    tool.onPointerUp(pointer(9, 9));
    await kernels.answerAll();
    expect(kernels.overviews).toEqual([hand.window]);
    expect([399, 400].map((x) => target.labelAt(x, 8999))).toEqual([3, 0]);
  });

  it('says where it goes no further because no more of a large image is read', async () => {
    target.map = emptyTileMap(9000, 300);
    hand.adjusts = true;
    hand.amounts.tolerance = 255;
    kernels = new MadeKernels(madePicture(() => 7, 4096, 300));
    hand.pixels = kernels;
    tool.onPointerDown(pointer(100, 100));
    tool.onPointerUp(pointer(100, 100));
    await kernels.answerAll();
    expect(tool.words()).toMatch(/It reads no further than 4,096 pixels a side/);
    tool.onCancel();
    target.map = emptyTileMap(4096, 300);
    tool.onPointerDown(pointer(100, 100));
    tool.onPointerUp(pointer(100, 100));
    await kernels.answerAll();
    expect(tool.words()).toMatch(/Enter paints them\.$/);
  });

  it('says what went wrong where the image can not be read, and can be used again', async () => {
    kernels.isBroken = true;
    tool.onPointerDown(pointer(100, 100));
    tool.onPointerUp(pointer(100, 100));
    await kernels.answerAll();
    expect([hand.failures.length, tool.isOpen()]).toEqual([1, false]);
    kernels.isBroken = false;
    tool.onPointerDown(pointer(100, 100));
    tool.onPointerUp(pointer(100, 100));
    await kernels.answerAll();
    expect(reach()).toBe(20);
  });
});
