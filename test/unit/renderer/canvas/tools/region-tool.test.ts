import { beforeEach, describe, expect, it } from 'vitest';
import { PreviewTool } from '../../../../../src/renderer/canvas/tools/preview-tool';
import type { RegionAct, RegionWish } from '../../../../../src/renderer/canvas/tools/region-acts';
import { type RegionScope, regionJob } from '../../../../../src/renderer/canvas/tools/region-job';
import { fillPolygon } from '../../../../../src/shared/labels/polygon';
import { rectangleRing } from '../../../../../src/shared/labels/rings';
import { MadeHand, MadeTarget, move, pointer } from './made-hand';

let hand: MadeHand;
let target: MadeTarget;
let tool: PreviewTool<RegionWish>;
let act: RegionAct;
let scope: RegionScope;

beforeEach(() => {
  hand = new MadeHand();
  target = new MadeTarget();
  hand.at = target;
  act = 'grow';
  scope = 'region';
  tool = new PreviewTool(
    'region',
    hand,
    regionJob(hand, { act: () => act, scope: () => scope, name: (which) => which }),
  );
  rectangle(50, 50, 100, 100, 1);
  rectangle(200, 50, 220, 70, 1);
});

function rectangle(x0: number, y0: number, x1: number, y1: number, label: number): void {
  const ring = rectangleRing({ x: x0, y: y0 }, { x: x1, y: y1 });
  target.apply({ name: '', kind: 'other', locked: null, edit: (map) => fillPolygon(map, [ring], label) });
}

/** Once what was wished last is seen. */
async function settled(): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve, 2));
  while (tool.cursor().kind === 'css' && JSON.stringify(tool.cursor()).includes('progress'));
}

async function click(x: number, y: number): Promise<void> {
  tool.onPointerDown(pointer(x, y));
  tool.onPointerUp(pointer(x, y));
  await settled();
}

async function draw([first, ...rest]: [number, number][]): Promise<void> {
  tool.onPointerDown(pointer(...first));
  for (const [x, y] of rest) tool.onPointerMove(move(x, y));
  tool.onPointerUp(pointer(...(rest.at(-1) ?? first)));
  await settled();
}

/** Pixels of the label in a row. */
function inRow(y: number, label: number): number {
  let count = 0;
  for (let x = 0; x < target.width; x++) if (target.labelAt(x, y) === label) count++;
  return count;
}

describe('acts on regions', () => {
  it('are seen after the first click with the number of pixels, and kept by the second', async () => {
    await click(60, 60);
    expect(inRow(75, 1)).toBe(54);
    expect(tool.words()).toMatch(/^grow changes \d+ pixels/);
    expect(target.strokes.at(-1)?.end).toBe('wet');
    await click(60, 60);
    expect(target.strokes.at(-1)).toMatchObject({ end: 'finished', rules: { name: 'grow' } });
    expect([inRow(75, 1), tool.isOpen()]).toEqual([54, false]);
  });

  it('follow the slider while they are seen', async () => {
    tool.watch(() => undefined);
    await click(60, 60);
    hand.amounts.grow = 10;
    hand.changed();
    await settled();
    expect(inRow(75, 1)).toBe(70);
    tool.onKey({ act: 'nudge', dx: -1, dy: 0 });
    await settled();
    expect(inRow(75, 1)).toBe(68);
    tool.onCancel();
    expect([inRow(75, 1), tool.isOpen()]).toEqual([50, false]);
  });

  it('touch the one region, or all of the class', async () => {
    act = 'erase';
    await click(60, 60);
    expect([inRow(60, 1), target.labelAt(60, 60)]).toEqual([20, 0]);
    tool.onCancel();
    scope = 'class';
    await click(60, 60);
    tool.onKey({ act: 'close' });
    expect(inRow(60, 1)).toBe(0);
  });

  it('turn a region into the class in hand', async () => {
    act = 'replace';
    await click(60, 60);
    tool.onKey({ act: 'close' });
    expect([target.labelAt(60, 60), target.labelAt(210, 60)]).toEqual([3, 1]);
  });

  it('change the class in hand inside of a drawn shape alone', async () => {
    scope = 'shape';
    hand.inHand = { id: 1, name: 'one', color: '#000000' };
    hand.amounts.grow = 4;
    await draw([
      [90, 40],
      [130, 40],
      [130, 75],
      [90, 75],
    ]);
    expect(tool.shapes()[0]).toMatchObject({ kind: 'path', isClosed: false });
    expect([inRow(74, 1), inRow(75, 1)]).toEqual([54, 50]);
    expect(target.strokes.at(-1)?.end).toBe('wet');
    await click(95, 60);
    expect([target.strokes.at(-1)?.end, inRow(74, 1), target.labelAt(48, 60), tool.isOpen()]).toEqual([
      'finished',
      54,
      0,
      false,
    ]);
  });

  it('replace and erase all that is painted inside of a drawn shape, a rectangle with Shift', async () => {
    scope = 'shape';
    act = 'replace';
    tool.onPointerDown(pointer(80, 60, { shift: true }));
    tool.onPointerMove(move(210, 65, { shift: true }));
    tool.onPointerUp(pointer(210, 70, { shift: true }));
    await settled();
    tool.onKey({ act: 'close' });
    expect([inRow(65, 1), inRow(65, 3), inRow(70, 3), target.labelAt(150, 65)]).toEqual([40, 30, 0, 0]);
  });

  it('are begun by a key on what is on the screen, and by no click without a shape', async () => {
    scope = 'shape';
    act = 'erase';
    await click(60, 60);
    expect([tool.words(), tool.isOpen()]).toEqual(['Draw around what is meant; with Shift a rectangle.', false]);
    hand.window = { x: 0, y: 0, width: 400, height: 60 };
    tool.onKey({ act: 'put' });
    await settled();
    tool.onKey({ act: 'close' });
    expect([inRow(59, 1), inRow(60, 1)]).toEqual([0, 70]);
  });

  it('leave the shape where regions are clicked again', async () => {
    scope = 'shape';
    tool.watch(() => undefined);
    hand.inHand = { id: 1, name: 'one', color: '#000000' };
    await draw([
      [40, 40],
      [120, 40],
      [120, 120],
    ]);
    expect(tool.isOpen()).toBe(true);
    scope = 'region';
    hand.changed();
    expect([tool.isOpen(), tool.shapes()]).toEqual([false, []]);
  });

  it('fill holes, small gaps, and take specks away', async () => {
    rectangle(70, 70, 74, 74, 0);
    rectangle(30, 30, 33, 33, 1);
    act = 'gaps';
    await click(60, 60);
    tool.onKey({ act: 'close' });
    expect(target.labelAt(72, 72)).toBe(1);
    rectangle(70, 70, 90, 90, 0);
    act = 'holes';
    await click(60, 60);
    tool.onKey({ act: 'close' });
    expect(target.labelAt(80, 80)).toBe(1);
    act = 'specks';
    await click(60, 60);
    tool.onKey({ act: 'close' });
    expect([target.labelAt(31, 31), target.labelAt(60, 60)]).toEqual([0, 1]);
  });

  it('leave locked classes as they are', async () => {
    rectangle(100, 50, 110, 100, 2);
    hand.table = new Uint8Array(256);
    hand.table[2] = 1;
    await click(60, 60);
    tool.onKey({ act: 'close' });
    expect([inRow(75, 1), inRow(75, 2)]).toEqual([52, 10]);
  });

  it('say that a locked class as a whole is not replaced or erased', async () => {
    hand.table = new Uint8Array(256);
    hand.table[1] = 1;
    scope = 'class';
    for (act of ['replace', 'erase'] as const) {
      await click(60, 60);
      expect(tool.words()).toBe(`${act} changes nothing here.`);
      tool.onKey({ act: 'close' });
    }
    expect([target.labelAt(60, 60), target.strokes]).toEqual([1, []]);
  });

  it('say nothing of being done where another act took what was seen away', async () => {
    await click(60, 60);
    target.dropPreview();
    tool.onPointerDown(pointer(60, 60));
    expect(tool.words()).not.toContain('done');
  });

  it('say where there is nothing to do', async () => {
    await click(300, 200);
    expect([tool.words(), tool.isOpen()]).toEqual(['Nothing is painted there.', false]);
    rectangle(0, 0, 400, 300, 1);
    await click(60, 60);
    expect(tool.words()).toBe('grow changes nothing here.');
  });

  it('belong to their image', async () => {
    tool.onPointerDown(pointer(60, 60));
    const other = new MadeTarget();
    hand.at = other;
    await settled();
    expect([other.strokes, inRow(75, 1), tool.isOpen()]).toEqual([[], 50, false]);
  });

  it('do nothing with a shape that was begun on another image', async () => {
    scope = 'shape';
    tool.onPointerDown(pointer(40, 40));
    for (const [x, y] of [
      [110, 40],
      [110, 110],
    ] as const)
      tool.onPointerMove(move(x, y));
    const other = new MadeTarget();
    other.map = target.map;
    hand.at = other;
    tool.onPointerUp(pointer(40, 110));
    await settled();
    expect([other.strokes, target.strokes, tool.isOpen(), tool.shapes()]).toEqual([[], [], false, []]);
  });
});
