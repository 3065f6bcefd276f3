import { describe, expect, it } from 'vitest';
import { nextToPaint } from '../../../../src/shared/training/next-to-paint';

const painted = [
  { id: 'a', features: [0, 0] },
  { id: 'b', features: [1, 0] },
  { id: 'c', features: [0, 1] },
];

describe('the next image to paint', () => {
  it('is the one of which the network is unsure, among images that look alike', () => {
    const candidates = [0.1, 0.6, 0.3].map((uncertainty, i) => ({ id: `x${i}`, uncertainty, features: [0.5, 0.5] }));
    expect(nextToPaint(candidates, painted, 3)[0].id).toBe('x1');
  });

  it('is the one unlike what is painted, among images that the network is equally unsure of', () => {
    const candidates = [0.2, 6, 1].map((far, i) => ({ id: `x${i}`, uncertainty: 0.4, features: [far, far] }));
    const [first] = nextToPaint(candidates, painted, 3);
    expect(first.id).toBe('x1');
    expect(first.novelty).toBeGreaterThan(3);
  });

  it('names the painted image that is nearest, and 1 for a distance as painted ones have', () => {
    const [only] = nextToPaint([{ id: 'x', uncertainty: 0.5, features: [2, 0] }], painted, 5);
    expect(only.nearest).toBe('b');
    expect(only.novelty).toBeCloseTo(1, 6);
  });

  it('does not list ten of a kind: what was listed counts as painted', () => {
    const candidates = [
      { id: 'x', uncertainty: 0.5, features: [9, 0] },
      { id: 'twin', uncertainty: 0.5, features: [9, 0.01] },
      { id: 'other', uncertainty: 0.5, features: [0, 5] },
    ];
    const listed = nextToPaint(candidates, painted, 3);
    expect(new Set(listed.slice(0, 2).map(({ id }) => id === 'other'))).toEqual(new Set([true, false]));
    expect(new Set([listed[2].id, listed[2].nearest])).toEqual(new Set(['x', 'twin']));
    expect(listed[2].novelty).toBeLessThan(0.1);
  });

  it('goes by uncertainty alone where nothing is painted yet', () => {
    const candidates = [
      { id: 'sure', uncertainty: 0.1, features: [5] },
      { id: 'unsure', uncertainty: 0.9, features: [5] },
    ];
    expect(nextToPaint(candidates, [], 1)).toEqual([{ id: 'unsure', uncertainty: 0.9, nearest: null, novelty: null }]);
  });

  it('leaves features out that are the same in all images', () => {
    const flat = painted.map((one) => ({ ...one, features: [...one.features, 1000] }));
    const [only] = nextToPaint([{ id: 'x', uncertainty: 0.5, features: [2, 0, 1000] }], flat, 1);
    expect(only.novelty).toBeCloseTo(1, 6);
  });
});
