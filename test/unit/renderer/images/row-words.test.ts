import { describe, expect, it } from 'vitest';
import { channelWords, pixelSizeWords, spentWords, workWords } from '../../../../src/renderer/images/row-words';
import { imageRow } from '../made/image-row';

const image = imageRow('a', { name: 'cell_04.png' });

describe('an image in words', () => {
  it('says the time and the strokes that went into it, and nothing where none did', () => {
    expect(workWords(image)).toBe('');
    expect(workWords({ activeMs: 42 * 60_000, strokes: 318 })).toBe('42 min, 318 strokes');
    expect(workWords({ activeMs: 0, strokes: 1 })).toBe('1 stroke');
  });

  it.each([
    [10_000, 'under 1 min'],
    [60_000, '1 min'],
    [125 * 60_000, '2 h 5 min'],
  ])('says %d ms as %s', (ms, words) => {
    expect(spentWords(ms)).toBe(words);
  });

  it('names colours only where all channels of the file are read', () => {
    expect(channelWords({ channels: 1, channelChoice: null })).toBe('grey');
    expect(channelWords({ channels: 3, channelChoice: null })).toBe('RGB');
    expect(channelWords({ channels: 5, channelChoice: null })).toBe('5');
    expect(channelWords({ channels: 3, channelChoice: [0, 1, 2] })).toBe('numbers 1, 2, 3 of its file');
    expect(channelWords({ channels: 1, channelChoice: [3] })).toBe('number 4 of its file');
  });

  it('says what a pixel measures, and nothing where the file says only how it would be printed', () => {
    const size = { x: 0.25, y: 0.25, unit: 'µm', source: 'ome', isNominal: false } as const;
    expect(pixelSizeWords({ pixelSize: size })).toBe('0.25 µm');
    expect(pixelSizeWords({ pixelSize: { ...size, y: 0.5 } })).toBe('0.25 × 0.5 µm');
    expect(pixelSizeWords({ pixelSize: { ...size, isNominal: true } })).toBeNull();
    expect(pixelSizeWords({ pixelSize: null })).toBeNull();
  });
});
