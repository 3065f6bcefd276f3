import { describe, expect, it, vi } from 'vitest';
import { LabelDocument } from '../../../../../src/renderer/paint/document/label-document';
import { replaceClass } from '../../../../../src/shared/labels/replace';
import { diskFull, MadeMain, same, seen } from './made-main';

const WIDTH = 600;
const HEIGHT = 300;
const size = { width: WIDTH, height: HEIGHT };
const brush = { shape: 'square' as const, radius: 5 };
const rules = (label: number) => ({ label, locked: null, name: `Brush, ${label}` });

function made(main: MadeMain): LabelDocument {
  return new LabelDocument({ id: 'a', name: 'a.png', width: main.width, height: main.height }, main.client);
}

async function opened(main = new MadeMain(WIDTH, HEIGHT)): Promise<{ main: MadeMain; document: LabelDocument }> {
  const document = made(main);
  await main.answerAll();
  return { main, document };
}

/** A square of 10x10 pixels around a point. */
function dab(document: LabelDocument, x: number, y: number, label: number): void {
  const stroke = document.beginStroke(rules(label));
  stroke?.segment(brush, { x, y }, { x, y });
  stroke?.finish();
}

function labelled(...dabs: [x: number, y: number, label: number][]): Uint8Array {
  const labels = new Uint8Array(WIDTH * HEIGHT);
  for (const [x, y, label] of dabs) {
    for (let row = y - 5; row < y + 5; row++) labels.fill(label, row * WIDTH + x - 5, row * WIDTH + x + 5);
  }
  return labels;
}

describe('opening', () => {
  it('shows what is stored, in whatever number of messages it comes', async () => {
    const first = labelled([20, 20, 1], [300, 280, 2], [590, 150, 3]);
    const { document } = await opened(new MadeMain(WIDTH, HEIGHT, first));
    expect(same(seen(document), first)).toBe(true);
    expect(document.state).toMatchObject({ loading: null, openProblem: null, lockedReason: null, canUndo: false });
  });

  it('asks for the tiles in the middle of the view first', async () => {
    const main = new MadeMain(9 * 256, 8 * 256, new Uint8Array(9 * 8 * 65_536).fill(1));
    const tiles = vi.spyOn(main.client, 'tiles');
    new LabelDocument({ id: 'a', name: 'a.png', width: main.width, height: main.height }, main.client, () => ({
      x: 8.5 * 256,
      y: 7.5 * 256,
    }));
    await main.answerAll();
    expect(tiles.mock.calls[0][0][0]).toEqual({ tileX: 8, tileY: 7 });
    expect(tiles.mock.calls.map(([at]) => at.length)).toEqual([64, 8]);
  });

  it('reads again what changed while it was read', async () => {
    const main = new MadeMain(WIDTH, HEIGHT, labelled([20, 20, 1], [300, 280, 2]));
    const document = made(main);
    await main.answer();
    main.change(labelled([20, 20, 1]));
    await main.answerAll();
    expect(same(seen(document), labelled([20, 20, 1]))).toBe(true);
  });

  it('says why it could not be read, and tries again when asked to', async () => {
    const main = new MadeMain(WIDTH, HEIGHT, labelled([20, 20, 1]));
    main.decide('refused');
    const document = made(main);
    await main.answerAll();
    expect(document.state.openProblem).toMatchObject({ code: 'disk-full' });
    expect(document.beginStroke(rules(1))).toBeNull();
    document.retry();
    await main.answerAll();
    expect(document.state.openProblem).toBeNull();
    expect(document.labelAt(20, 20)).toBe(1);
  });

  it('tells paint that locks left nothing of from paint that changes nothing', async () => {
    const { document } = await opened(new MadeMain(WIDTH, HEIGHT, labelled([20, 20, 1])));
    const locked = new Uint8Array(256);
    locked[1] = 1;
    const stroke = (label: number, width: number): boolean | undefined => {
      const begun = document.beginStroke({ label, locked, name: 'Brush' });
      const at = { x: 20, y: 20 };
      begun?.segment({ shape: 'square', radius: width / 2 }, at, at);
      return begun?.finish();
    };
    expect(stroke(2, 10)).toBe(false);
    expect(stroke(1, 10)).toBe(true);
    expect(stroke(2, 12)).toBe(true);
    expect(document.apply({ name: '', kind: 'other', locked, edit: (map) => replaceClass(map, 1, 3) })).toBe(false);
    expect(document.apply({ name: '', kind: 'other', locked: null, edit: (map) => replaceClass(map, 1, 1) })).toBe(
      true,
    );
    expect(document.labelAt(20, 20)).toBe(1);
  });

  it('paints nothing on a locked image', async () => {
    const main = new MadeMain(WIDTH, HEIGHT);
    main.lockedReason = 'It is open for reading only.';
    const { document } = await opened(main);
    expect(document.beginStroke(rules(1))).toBeNull();
    await document.fill(5, 5, rules(1));
    expect(main.labels.every((label) => label === 0)).toBe(true);
    expect(document.state.lockedReason).toBe('It is open for reading only.');
  });
});

describe('a stroke', () => {
  it('is seen while it is wet, and gone when it is cancelled', async () => {
    const { document, main } = await opened();
    const stroke = document.beginStroke(rules(1));
    stroke?.segment(brush, { x: 250, y: 50 }, { x: 270, y: 50 });
    expect(document.labelAt(260, 50)).toBe(1);
    stroke?.cancel();
    expect(document.labelAt(260, 50)).toBe(0);
    await main.answerAll();
    expect(main.commits).toBe(0);
  });

  it('tells of the pixels it touches and of few others', async () => {
    const { document } = await opened();
    const dirty = vi.fn();
    document.watch(dirty);
    document.beginStroke(rules(1))?.segment(brush, { x: 250, y: 20 }, { x: 270, y: 30 });
    // The square sweeps 245 to 275 across and 15 to 35 down, on both sides of where two tiles meet.
    expect(dirty.mock.calls).toEqual([
      [{ x: 245, y: 15, width: 11, height: 15 }],
      [{ x: 256, y: 16, width: 19, height: 19 }],
    ]);
  });

  it('is told as on its way until main has it', async () => {
    const { document, main } = await opened();
    dab(document, 20, 20, 1);
    dab(document, 40, 20, 1);
    expect(document.state.saving).toEqual({ status: 'saving', edits: 2 });
    await main.answer();
    expect(document.state.saving).toEqual({ status: 'saving', edits: 1 });
    await main.answer();
    expect(document.state).toMatchObject({
      saving: { status: 'saved' },
      painted: [{ classId: 1, pixels: 200 }],
      canUndo: true,
      revision: 2,
    });
  });

  it('that changes nothing is not sent', async () => {
    const { document, main } = await opened();
    dab(document, 20, 20, 0);
    await main.answerAll();
    expect(main.commits).toBe(0);
  });

  it('paints again what an undo on its way takes away beneath it', async () => {
    const { document, main } = await opened();
    dab(document, 20, 20, 1);
    await main.answerAll();
    void document.undo();
    dab(document, 20, 20, 1);
    await main.answerAll();
    expect(same(main.labels, labelled([20, 20, 1]))).toBe(true);
    expect(document.labelAt(20, 20)).toBe(1);
  });

  it('stays whole when what lies beneath it is undone while it is wet', async () => {
    const { document, main } = await opened();
    dab(document, 20, 20, 1);
    await main.answerAll();
    const undone = document.undo();
    const stroke = document.beginStroke(rules(2));
    stroke?.segment(brush, { x: 24, y: 20 }, { x: 24, y: 20 });
    await main.answerAll();
    await undone;
    expect(same(seen(document), labelled([24, 20, 2]))).toBe(true);
    stroke?.finish();
    await main.answerAll();
    expect(same(main.labels, labelled([24, 20, 2]))).toBe(true);
  });

  it('leaves locked labels as they are', async () => {
    const { document, main } = await opened(new MadeMain(WIDTH, HEIGHT, labelled([20, 20, 1])));
    const locked = new Uint8Array(256);
    locked[1] = 1;
    const stroke = document.beginStroke({ label: 2, locked, name: 'Brush' });
    stroke?.segment(brush, { x: 25, y: 20 }, { x: 25, y: 20 });
    stroke?.finish();
    await main.answerAll();
    expect(main.labels[20 * WIDTH + 24]).toBe(1);
    expect(main.labels[20 * WIDTH + 25]).toBe(2);
  });
});

describe('a stroke that main does not take', () => {
  it('stays on the screen and is offered again by the next one', async () => {
    const { document, main } = await opened();
    main.decide('refused');
    dab(document, 20, 20, 1);
    await main.answerAll();
    expect(document.state.saving).toEqual({ status: 'failed', edits: 1, problem: diskFull().toJSON() });
    expect(document.hasUnsaved).toBe(true);
    expect(await document.whenSaved()).toBe(false);
    dab(document, 60, 20, 2);
    await main.answerAll();
    expect(document.state.saving).toEqual({ status: 'saved' });
    expect(same(main.labels, labelled([20, 20, 1], [60, 20, 2]))).toBe(true);
  });

  it('is not undone by an undo that waited behind it', async () => {
    const { document, main } = await opened();
    main.decide('refused');
    dab(document, 20, 20, 1);
    const undone = document.undo();
    const refused = expect(undone).rejects.toMatchObject({ code: 'disk-full' });
    await main.answerAll();
    await refused;
    expect(document.labelAt(20, 20)).toBe(1);
  });

  it('is given up only when the person says so', async () => {
    const { document, main } = await opened();
    main.decide('refused');
    dab(document, 20, 20, 1);
    await main.answerAll();
    document.discardUnsaved();
    await main.answerAll();
    expect(document.labelAt(20, 20)).toBe(0);
    expect(document.state.saving).toEqual({ status: 'saved' });
  });

  it('because the labels changed elsewhere is painted on them as they are now', async () => {
    const { document, main } = await opened(new MadeMain(WIDTH, HEIGHT, labelled([20, 20, 1], [60, 20, 3])));
    main.change(labelled([20, 20, 1]));
    dab(document, 24, 20, 2);
    await main.answerAll();
    const expected = labelled([20, 20, 1], [24, 20, 2]);
    expect(same(main.labels, expected)).toBe(true);
    expect(same(seen(document), expected)).toBe(true);
  });
});

describe('undo and redo', () => {
  it('wait for strokes on their way', async () => {
    const { document, main } = await opened();
    dab(document, 20, 20, 1);
    const undone = document.undo();
    await main.answerAll();
    expect(await undone).toMatchObject({ entry: { label: 'Brush, 1', isUndone: true } });
    expect(document.labelAt(20, 20)).toBe(0);
    expect(document.state).toMatchObject({ canUndo: false, canRedo: true });
  });

  it('bring every tile back, also those that come in further messages', async () => {
    const { document, main } = await opened();
    const stroke = document.beginStroke(rules(1));
    stroke?.segment(brush, { x: 10, y: 10 }, { x: 590, y: 290 });
    stroke?.finish();
    await main.answerAll();
    const painted = main.labels.slice();
    void document.undo();
    await main.answerAll();
    expect(seen(document).every((label) => label === 0)).toBe(true);
    void document.redo();
    await main.answerAll();
    expect(same(seen(document), painted)).toBe(true);
  });

  it('say that there is nothing by null', async () => {
    const { document, main } = await opened();
    const undone = document.undo();
    await main.answerAll();
    expect(await undone).toBeNull();
  });

  it('that are refused reject and leave the document as it was', async () => {
    const { document, main } = await opened(new MadeMain(WIDTH, HEIGHT, labelled([20, 20, 1])));
    main.decide('refused');
    const refused = expect(document.undo()).rejects.toMatchObject({ code: 'disk-full' });
    await main.answerAll();
    await refused;
    expect(document.state.saving).toEqual({ status: 'saved' });
    dab(document, 60, 20, 2);
    await main.answerAll();
    expect(same(main.labels, labelled([20, 20, 1], [60, 20, 2]))).toBe(true);
  });
});

describe('a change from elsewhere', () => {
  it('is shown, and strokes on their way stay on it', async () => {
    const { document, main } = await opened(new MadeMain(WIDTH, HEIGHT, labelled([20, 20, 1], [60, 20, 3])));
    main.change(labelled([60, 20, 3]));
    document.reload();
    dab(document, 100, 20, 2);
    await main.answerAll();
    expect(same(seen(document), labelled([60, 20, 3], [100, 20, 2]))).toBe(true);
    expect(same(main.labels, labelled([60, 20, 3], [100, 20, 2]))).toBe(true);
  });
});

describe('a fill', () => {
  it('of more tiles than a message holds is one edit', async () => {
    const { document, main } = await opened(new MadeMain(9 * 256 + 40, 8 * 256));
    const commit = vi.spyOn(main.client, 'commit');
    const filled = document.fill(5, 5, rules(1));
    await main.answerAll();
    await filled;
    await main.answerAll();
    expect(commit.mock.calls.map(([{ part, isLast, tiles }]) => [part, isLast, tiles.length])).toEqual([
      [0, false, 64],
      [1, true, 16],
    ]);
    expect(main.revision).toBe(1);
    expect(main.labels.every((label) => label === 1)).toBe(true);
  });

  it('lies beneath a stroke that is begun while it goes on', async () => {
    const { document, main } = await opened();
    const filled = document.fill(5, 5, rules(1));
    const stroke = document.beginStroke(rules(2));
    stroke?.segment(brush, { x: 20, y: 20 }, { x: 20, y: 20 });
    await filled;
    expect(document.labelAt(20, 20)).toBe(2);
    expect(document.labelAt(100, 20)).toBe(1);
    stroke?.finish();
    await main.answerAll();
    expect(main.labels[20 * WIDTH + 20]).toBe(2);
    expect(main.labels[20 * WIDTH + 40]).toBe(1);
  });
});

describe('acts', () => {
  it('are seen at once, saved with their kind and name, and never change what is locked', async () => {
    const { main, document } = await opened(new MadeMain(WIDTH, HEIGHT, labelled([20, 20, 1])));
    const commit = vi.spyOn(main.client, 'commit');
    const locked = new Uint8Array(256);
    locked[1] = 1;
    const isDone = document.apply({
      name: 'Replace',
      kind: 'other',
      locked,
      edit: (map) => [
        {
          tileX: 0,
          tileY: 0,
          before: map.tiles.get(0) ?? new Uint8Array(65_536),
          after: new Uint8Array(65_536).fill(2),
        },
      ],
    });
    expect([isDone, document.labelAt(20, 20), document.labelAt(100, 100)]).toEqual([true, 1, 2]);
    await main.answerAll();
    expect(commit.mock.calls[0][0]).toMatchObject({ kind: 'other', label: 'Replace' });
    expect(same(main.labels, seen(document))).toBe(true);
  });

  it('of longer work wait until all labels are read, and are worked out again where they changed meanwhile', async () => {
    const main = new MadeMain(WIDTH, HEIGHT, labelled([20, 20, 1]));
    const document = new LabelDocument({ ...size, id: 'a', name: 'a.png', isPaintable: true }, main.client);
    let times = 0;
    const work = document.work({
      name: 'Slow',
      kind: 'other',
      locked: null,
      *steps(map) {
        if (times++ === 0) dab(document, 200, 200, 2);
        yield;
        return [
          {
            tileX: 1,
            tileY: 0,
            before: map.tiles.get(1) ?? new Uint8Array(65_536),
            after: new Uint8Array(65_536).fill(3),
          },
        ];
      },
    });
    await main.answerAll();
    expect([await work, times, document.labelAt(20, 20), document.labelAt(300, 10)]).toEqual([true, 2, 1, 3]);
  });

  it('of longer work are what an undo asked for meanwhile takes back, not what was painted before', async () => {
    const { main, document } = await opened();
    dab(document, 20, 20, 1);
    await main.answerAll();
    const work = document.work({
      name: 'Slow',
      kind: 'other',
      locked: null,
      *steps(map) {
        yield;
        return replaceClass(map, 1, 3);
      },
    });
    expect(document.state.saving).toEqual({ status: 'saving', edits: 1 });
    const undone = document.undo();
    await work;
    expect([document.hasUnsaved, document.labelAt(20, 20)]).toEqual([true, 3]);
    await main.answerAll();
    await undone;
    expect([document.hasUnsaved, document.labelAt(20, 20)]).toEqual([false, 1]);
    expect(document.state).toMatchObject({ canUndo: true, canRedo: true });
  });

  it('do nothing where nothing can be painted', async () => {
    const main = new MadeMain(WIDTH, HEIGHT);
    main.lockedReason = 'The file is missing.';
    const { document } = await opened(main);
    expect(document.apply({ name: '', kind: 'other', locked: null, edit: () => [] })).toBe(false);
    expect(
      await document.work({
        name: '',
        kind: 'other',
        locked: null,
        *steps() {
          yield;
          return [];
        },
      }),
    ).toBe(false);
  });
});

describe('what is only looked at', () => {
  it('is seen, kept by its tool, and taken away by anything else', async () => {
    const { main, document } = await opened();
    const look = () => {
      const wet = document.beginStroke({ ...rules(1), isPreview: true });
      wet?.add({
        bounds: { x: 40, y: 40, width: 20, height: 20 },
        paint: (painter) => {
          for (let y = 40; y < 60; y++) painter.fillSpan(y, 40, 60, 4);
        },
      });
      return wet;
    };
    const first = look();
    expect(document.labelAt(50, 50)).toBe(4);
    dab(document, 200, 200, 2);
    expect([document.labelAt(50, 50), first?.isWet()]).toEqual([0, false]);
    first?.finish();
    look();
    document.finishStroke();
    expect(document.labelAt(50, 50)).toBe(0);
    look()?.finish();
    await main.answerAll();
    expect([document.labelAt(50, 50), main.labels[50 * WIDTH + 50], main.commits]).toEqual([4, 4, 2]);
  });

  it('does not keep from undoing', async () => {
    const { main, document } = await opened();
    dab(document, 50, 50, 1);
    await main.answerAll();
    const wet = document.beginStroke({ ...rules(2), isPreview: true });
    wet?.segment(brush, { x: 80, y: 80 }, { x: 80, y: 80 });
    const undone = document.undo();
    await main.answerAll();
    expect(await undone).not.toBeNull();
    expect([document.labelAt(50, 50), document.labelAt(80, 80), wet?.isWet()]).toEqual([0, 0, false]);
  });
});
