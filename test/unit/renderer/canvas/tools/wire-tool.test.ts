import { beforeEach, describe, expect, it } from 'vitest';
import { WireTool } from '../../../../../src/renderer/canvas/tools/wire-tool';
import { MadeHand, MadeTarget, move, pointer } from './made-hand';
import { MadeKernels, madePicture } from './made-kernels';

let hand: MadeHand;
let target: MadeTarget;
let kernels: MadeKernels;
let tool: WireTool;
let isLine: boolean;

/** A bright disc of radius 60 around (150, 150). */
const disc = madePicture((x, y) => (Math.hypot(x - 150, y - 150) < 60 ? 200 : 40));

beforeEach(() => {
  hand = new MadeHand();
  target = new MadeTarget();
  kernels = new MadeKernels(disc);
  hand.at = target;
  hand.pixels = kernels;
  isLine = false;
  tool = new WireTool(hand, { isLine: () => isLine });
});

async function click(x: number, y: number, more = {}): Promise<void> {
  tool.onPointerMove(move(x, y, more));
  await kernels.answerAll();
  tool.onPointerDown(pointer(x, y, more));
  tool.onPointerUp();
  await kernels.answerAll();
}

/** Share of painted pixels that lie in the disc, and of the disc that is painted. */
function overlap(): { precision: number; recall: number } {
  let [both, painted, inside] = [0, 0, 0];
  for (let y = 0; y < target.height; y++) {
    for (let x = 0; x < target.width; x++) {
      const isPainted = target.labelAt(x, y) !== 0;
      const isInside = Math.hypot(x - 150, y - 150) < 60;
      painted += Number(isPainted);
      inside += Number(isInside);
      both += Number(isPainted && isInside);
    }
  }
  return { precision: both / painted, recall: both / inside };
}

const live = () => tool.shapes().filter((shape) => shape.kind === 'path' && shape.isDashed);

describe('the live wire', () => {
  it('follows an edge between a few anchors, and paints what it goes around', async () => {
    for (const [x, y] of [
      [150, 90],
      [210, 150],
      [150, 210],
      [90, 150],
    ]) {
      await click(x, y);
    }
    tool.onKey({ act: 'close' });
    await kernels.answerAll();
    const { precision, recall } = overlap();
    expect(precision).toBeGreaterThan(0.97);
    expect(recall).toBeGreaterThan(0.97);
    expect(target.acts).toMatchObject([{ name: 'Live wire, membrane', kind: 'polygon' }]);
    expect(tool.isOpen()).toBe(false);
  });

  it('shows the way to the pointer, along the edge and not straight', async () => {
    await click(150, 90);
    tool.onPointerMove(move(210, 150));
    await kernels.answerAll();
    const [shape] = live();
    const points = shape?.kind === 'path' ? shape.points : [];
    expect(points.length).toBeGreaterThan(60);
    for (const { x, y } of points) expect(Math.abs(Math.hypot(x - 150, y - 150) - 60)).toBeLessThan(5);
  });

  it('asks for the last place of the pointer only', async () => {
    await click(150, 90);
    const before = kernels.asked.length;
    for (let x = 100; x < 300; x++) tool.onPointerMove(move(x, 200));
    await kernels.answerAll();
    // One was under way; a way that is not found within a frame is asked for again, to the last place.
    const places = kernels.asked.slice(before).map(({ input }) => ('to' in input ? input.to.x : 0));
    expect(new Set(places).size).toBeLessThanOrEqual(2);
    expect(places.at(-1)).toBe(299);
  });

  it('is closed by a click on its first anchor, or by a double click', async () => {
    for (const [x, y] of [
      [150, 90],
      [210, 150],
      [150, 210],
    ]) {
      await click(x, y);
    }
    await click(151, 91);
    expect(target.acts).toHaveLength(1);
    await click(150, 90);
    await click(210, 150);
    await click(210, 150);
    expect(target.acts).toHaveLength(2);
  });

  it('goes straight with Shift', async () => {
    await click(150, 90);
    await click(210, 150, { shift: true });
    const [shape] = tool.shapes();
    expect(shape).toMatchObject({
      points: [
        { x: 150, y: 90 },
        { x: 210, y: 150 },
      ],
    });
  });

  it('is painted as a line as wide as the size, which need not be closed', async () => {
    isLine = true;
    hand.width = 4;
    await click(150, 90);
    await click(210, 150);
    tool.onKey({ act: 'close' });
    await kernels.answerAll();
    expect(target.acts).toEqual([]);
    expect(target.strokes).toMatchObject([{ rules: { name: 'Live wire, membrane' }, end: 'finished' }]);
    expect([target.labelAt(192, 108), target.labelAt(150, 150), target.labelAt(90, 150)]).toEqual([3, 0, 0]);
  });

  it('takes its last anchor back, moves it by keys, and is given up by Escape', async () => {
    await click(150, 90);
    await click(210, 150);
    tool.onKey({ act: 'nudge', dx: 0, dy: 10 });
    await kernels.answerAll();
    expect(tool.words()).toBe('Anchor 2, x 210, y 160.');
    tool.onKey({ act: 'takeBack' });
    expect(tool.words()).toBe('Anchor 1, x 150, y 90.');
    tool.onCancel();
    await kernels.answerAll();
    expect([tool.isOpen(), tool.shapes(), target.acts]).toEqual([false, [], []]);
  });

  it('waits for ways that are not known yet before it paints', async () => {
    tool.onPointerDown(pointer(150, 90));
    tool.onPointerDown(pointer(210, 150));
    tool.onPointerDown(pointer(150, 210));
    tool.onPointerDown(pointer(90, 150));
    tool.onKey({ act: 'close' });
    expect(target.acts).toEqual([]);
    await kernels.answerAll();
    expect(overlap().precision).toBeGreaterThan(0.97);
  });

  it('paints on the image that it was begun on alone', async () => {
    await click(150, 90);
    await click(210, 150);
    hand.at = new MadeTarget();
    expect([tool.isOpen(), tool.onKey({ act: 'close' }), tool.shapes()]).toEqual([false, false, []]);
  });
});
