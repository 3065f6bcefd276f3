import { describe, expect, it } from 'vitest';
import { openedLabels, steppedLabels } from '../../../../src/main/labels/label-words';
import { unsavedSentence } from '../../../../src/main/labels/unsaved-sentence';
import type { HistoryStep } from '../../../../src/main/store/history-records';
import type { OpenedLabels } from '../../../../src/main/store/records';
import { type ImageId, imageIdSchema } from '../../../../src/shared/ids';

const id = (n: number): ImageId => imageIdSchema.parse(n.toString(16).padStart(16, '0'));
const facts = { labelRevision: 4, painted: [], canUndo: true, canRedo: false };
const stored: OpenedLabels = { ...facts, name: 'a.png', width: 300, height: 200, file: 'present', tiles: [] };

function step(...images: number[]): HistoryStep {
  const entries = images.map((count, i) => ({
    editId: 7 + i,
    kind: 'stroke' as const,
    label: `Step ${i}`,
    at: '',
    isUndone: true,
    images: count,
  }));
  return {
    ...facts,
    imageId: id(1),
    entries,
    revisionBefore: 3,
    tiles: [],
    furtherTiles: [],
    emptiedTiles: [],
    others: [id(2)],
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
  it('names the last edit that was undone, and those that changed other images as well', () => {
    const stepped = steppedLabels(step(1, 24, 1));
    expect(stepped?.entry.label).toBe('Step 2');
    expect(stepped?.shared.map(({ label }) => label)).toEqual(['Step 1']);
    expect(stepped).toMatchObject({ revision: 4, revisionBefore: 3 });
  });

  it('is none where nothing was undone', () => {
    expect(steppedLabels(step())).toBeNull();
  });
});

describe('the question on closing', () => {
  it('names the images', () => {
    expect(unsavedSentence(['a.png'])).toBe('The last strokes on a.png are not saved.');
    expect(unsavedSentence(['a', 'b', 'c'])).toBe('The last strokes on a, b and c are not saved.');
    expect(unsavedSentence(['a', 'b', 'c', 'd', 'e'])).toBe('The last strokes on a, b, c and 2 more are not saved.');
  });
});
