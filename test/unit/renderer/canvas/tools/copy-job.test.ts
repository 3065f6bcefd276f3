import { beforeEach, describe, expect, it } from 'vitest';
import { type CopyScope, type CopySource, copyJob } from '../../../../../src/renderer/canvas/tools/copy-job';
import { PreviewTool } from '../../../../../src/renderer/canvas/tools/preview-tool';
import { paintedLabels } from '../../../../../src/shared/labels/copy';
import { applyEdit } from '../../../../../src/shared/labels/edit';
import { fillPolygon } from '../../../../../src/shared/labels/polygon';
import { rectangleRing } from '../../../../../src/shared/labels/rings';
import { emptyTileMap, type TileMap } from '../../../../../src/shared/labels/tile-map';
import { MadeHand, MadeTarget, pointer } from './made-hand';

let hand: MadeHand;
let target: MadeTarget;
let scope: CopyScope;
let source: CopySource;
let nothing: string | null;

const filled = (map: TileMap, x: number, label: number): TileMap =>
  applyEdit(map, fillPolygon(map, [rectangleRing({ x, y: 10 }, { x: x + 20, y: 30 })], label));

beforeEach(() => {
  hand = new MadeHand();
  target = new MadeTarget();
  hand.at = target;
  scope = 'all';
  const map = filled(filled(emptyTileMap(400, 300), 10, 1), 100, 2);
  source = { map, table: paintedLabels(), name: 'Copy of a.png' };
  nothing = null;
});

const made = () =>
  new PreviewTool(
    'copy',
    hand,
    copyJob(hand, { key: () => source.name, scope: () => scope, load: async () => nothing ?? source }),
  );

async function click(tool: ReturnType<typeof made>, x: number, y: number): Promise<void> {
  tool.onPointerDown(pointer(x, y));
  do await new Promise((resolve) => setTimeout(resolve, 2));
  while (JSON.stringify(tool.cursor()).includes('progress'));
}

describe('copied labels', () => {
  it('are seen first and kept by Enter, as one edit that names where they come from', async () => {
    const tool = made();
    await click(tool, 200, 200);
    expect(tool.words()).toBe('Copy of a.png changes 800 pixels. Enter keeps it.');
    expect([target.labelAt(15, 15), target.labelAt(105, 15)]).toEqual([1, 2]);
    tool.onKey({ act: 'close' });
    expect(target.strokes).toMatchObject([{ rules: { name: 'Copy of a.png' }, end: 'finished' }]);
  });

  it('are none where there is nothing to copy from, which the words of the tool say', async () => {
    nothing = 'No image is before this one in the list.';
    const tool = made();
    await click(tool, 200, 200);
    expect([tool.words(), tool.isOpen(), target.strokes]).toEqual([nothing, false, []]);
  });

  it('are those inside of a drawn shape where that is wished', async () => {
    scope = 'shape';
    const tool = made();
    tool.onPointerDown(pointer(0, 0, { shift: true }));
    tool.onPointerUp(pointer(15, 400, { shift: true }));
    do await new Promise((resolve) => setTimeout(resolve, 2));
    while (JSON.stringify(tool.cursor()).includes('progress'));
    tool.onKey({ act: 'close' });
    expect([target.labelAt(14, 15), target.labelAt(15, 15), target.labelAt(105, 15)]).toEqual([1, 0, 0]);
  });

  it('are the region under the pointer alone where that is wished', async () => {
    scope = 'region';
    const tool = made();
    await click(tool, 15, 15);
    tool.onKey({ act: 'close' });
    expect([target.labelAt(15, 15), target.labelAt(105, 15)]).toEqual([1, 0]);
    await click(tool, 300, 200);
    expect([tool.words(), tool.isOpen()]).toEqual(['There is nothing to copy at this place.', false]);
  });

  it('leave what the source has not, what the table leaves out, and what is locked', async () => {
    target.apply({
      name: '',
      kind: 'other',
      locked: null,
      edit: (map) => fillPolygon(map, [rectangleRing({ x: 0, y: 0 }, { x: 20, y: 400 })], 4),
    });
    hand.table = new Uint8Array(256);
    hand.table[4] = 1;
    source = { ...source, table: Array.from({ length: 256 }, (_, label) => (label === 1 ? 7 : undefined)) };
    const tool = made();
    await click(tool, 200, 200);
    expect([target.labelAt(15, 15), target.labelAt(25, 15), target.labelAt(105, 15), target.labelAt(5, 200)]).toEqual([
      4, 7, 0, 4,
    ]);
  });

  it('say why where there is no such source', async () => {
    const tool = new PreviewTool(
      'copy',
      hand,
      copyJob(hand, { key: () => '', scope: () => 'all', load: () => Promise.reject(new Error('none')) }),
    );
    tool.onPointerDown(pointer(5, 5));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([hand.failures.length, tool.isOpen()]).toEqual([1, false]);
  });
});
