import { describe, expect, it } from 'vitest';
import { openedLabels, otherImages, steppedLabels } from '../../../../src/main/labels/label-words';
import { unsavedSentence } from '../../../../src/main/labels/unsaved-sentence';
import type { HistoryStep, OpenedLabels } from '../../../../src/main/store/records';
import { type ImageId, imageIdSchema } from '../../../../src/shared/ids';

const id = (n: number): ImageId => imageIdSchema.parse(n.toString(16).padStart(16, '0'));
const facts = { labelRevision: 4, painted: [], canUndo: true, canRedo: false };
const stored: OpenedLabels = { ...facts, name: 'a.png', width: 300, height: 200, file: 'present', tiles: [] };

function step(tiles: number): HistoryStep {
  const data = new Uint8Array(0);
  return {
    entry: { editId: 7, kind: 'remove-class', label: 'Remove spot', at: '', isUndone: true, images: 2 },
    images: [
      { ...facts, imageId: id(1), tiles: Array.from({ length: tiles }, (_, tileX) => ({ tileX, tileY: 0, data })) },
      { ...facts, imageId: id(2), tiles: [] },
    ],
  };
}

describe('opened labels', () => {
  it.each(['present', 'changed'] as const)('can be painted on where the file is %s', (file) => {
    expect(openedLabels({ ...stored, file }, null)).toMatchObject({ revision: 4, lockedReason: null });
  });

  it.each(['missing', 'resized'] as const)('say why they cannot where the file is %s', (file) => {
    expect(openedLabels({ ...stored, file }, null).lockedReason).toContain('a.png');
  });

  it('say that the project is open for reading only', () => {
    expect(openedLabels(stored, 'Cells').lockedReason).toContain('Cells is open for reading only');
  });
});

describe('a step', () => {
  it('carries as many tiles as a message holds and names the rest', () => {
    const stepped = steppedLabels(step(70), id(1));
    expect(stepped?.tiles).toHaveLength(64);
    expect(stepped?.furtherTiles).toEqual([64, 65, 66, 67, 68, 69].map((tileX) => ({ tileX, tileY: 0 })));
  });

  it('names the other images that it changed', () => {
    expect(otherImages(step(1), id(1))).toEqual([id(2)]);
  });
});

describe('the question on closing', () => {
  it('names the images', () => {
    expect(unsavedSentence(['a.png'])).toBe('The last strokes on a.png are not saved.');
    expect(unsavedSentence(['a', 'b', 'c'])).toBe('The last strokes on a, b and c are not saved.');
    expect(unsavedSentence(['a', 'b', 'c', 'd', 'e'])).toBe('The last strokes on a, b, c and 2 more are not saved.');
  });
});
