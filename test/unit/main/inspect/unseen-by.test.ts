import { describe, expect, it } from 'vitest';
import { isJudged } from '../../../../src/main/inspect/judged';
import { paintReason } from '../../../../src/main/inspect/paint-reason';
import { unseenBy } from '../../../../src/main/inspect/unseen-by';
import { imageIdSchema, runIdSchema } from '../../../../src/shared/ids';

const image = (n: number) => imageIdSchema.parse(n.toString(16).padStart(16, '0'));
const run = (n: number) => runIdSchema.parse(`run-00${n}`);

describe('who may judge an image', () => {
  it('is the first run that was not trained on it; cross-validated runs cover all', () => {
    const images = [0, 1, 2].map((n) => ({ id: image(n), group: `g${n}` }));
    const folds = [0, 1, 2].map((held) => ({
      id: run(held + 1),
      trained: new Set(images.filter((_, n) => n !== held).map(({ id }) => id)),
    }));
    const { byRun, seenByAll } = unseenBy(images, folds);
    expect([...byRun].map(([id, own]) => [id, own.map((one) => one.id)])).toEqual([
      ['run-001', [image(0)]],
      ['run-002', [image(1)]],
      ['run-003', [image(2)]],
    ]);
    expect(seenByAll).toEqual([]);
  });

  it('is not a run that was trained on a slice of the same file', () => {
    const images = [
      { id: image(0), group: 'stack' },
      { id: image(1), group: 'stack' },
      { id: image(2), group: 'other' },
    ];
    const { byRun, seenByAll } = unseenBy(images, [{ id: run(1), trained: new Set([image(0)]) }]);
    expect([...byRun.values()].flat().map(({ id }) => id)).toEqual([image(2)]);
    expect(seenByAll.map(({ id }) => id)).toEqual([image(0), image(1)]);
  });
});

describe('a label said to be right', () => {
  const judgement = { image: image(0), x: 10, y: 10, width: 10, height: 10, labelId: 1, predictedId: 2 };
  const doubt = (part: object) => ({ ...judgement, image: { id: image(0) }, ...part });

  it('is one of the same place and classes, drawn a little otherwise', () => {
    expect(isJudged(doubt({}), [judgement])).toBe(true);
    expect(isJudged(doubt({ x: 12, width: 9 }), [judgement])).toBe(true);
  });

  it('is no other place, image or class', () => {
    expect(isJudged(doubt({ x: 21 }), [judgement])).toBe(false);
    expect(isJudged(doubt({ width: 60, height: 60 }), [judgement])).toBe(false);
    expect(isJudged(doubt({ image: { id: image(1) } }), [judgement])).toBe(false);
    expect(isJudged(doubt({ predictedId: 3 }), [judgement])).toBe(false);
    expect(isJudged(doubt({ labelId: 0 }), [judgement])).toBe(false);
  });
});

describe('the reason to paint an image next', () => {
  it('says how much the network is unsure of, and what the image is like', () => {
    const facts = { unsureShare: 0.183, nearest: 'a.png', isNearPainted: true };
    expect(paintReason({ ...facts, novelty: 2.14 })).toBe(
      'The network is unsure of 18 % of it, and it is unlike all that is painted: 2.1 times as far from a.png, the nearest, as is usual.',
    );
    expect(paintReason({ ...facts, novelty: 0.4 })).toBe(
      'The network is unsure of 18 % of it, though it looks much like a.png.',
    );
    expect(paintReason({ ...facts, novelty: 1, isNearPainted: false })).toContain('painted or listed above');
    expect(paintReason({ ...facts, novelty: null, nearest: null, unsureShare: 0.002 })).toBe(
      'The network is unsure of less than 1 % of it.',
    );
  });
});
