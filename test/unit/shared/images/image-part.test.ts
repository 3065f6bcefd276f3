import { describe, expect, it } from 'vitest';
import { contentKey, partFields, selectionOf } from '../../../../src/shared/images/image-part';

const sha256 = 'ab'.repeat(32);

describe('the pixels of an image', () => {
  it('have the name of their file where they are its first page as it is', () => {
    expect(contentKey({ sha256 })).toBe(sha256);
    expect(contentKey({ sha256, page: 0, channelChoice: null })).toBe(sha256);
  });

  it('have another name for another page and for other channels', () => {
    const parts = [
      {},
      { page: 1 },
      { page: 12 },
      { channelChoice: [1] },
      { page: 1, channelChoice: [2] },
      { channelChoice: [1, 2] },
      { channelChoice: [12] },
    ];
    expect(new Set(parts.map((part) => contentKey({ sha256, ...part }))).size).toBe(parts.length);
  });

  it('are decoded from the page and the channels that they are', () => {
    expect(selectionOf({ page: 3, channelChoice: [2, 0] })).toEqual({ page: 3, channels: [2, 0] });
    expect(selectionOf({})).toEqual({ page: 0, channels: undefined });
  });

  it('are said in a snapshot only where they are a part, so that older programs read it', () => {
    expect(partFields({ page: 0, channelChoice: null })).toEqual({});
    expect(partFields({ page: 2, channelChoice: [1] })).toEqual({ page: 2, channelChoice: [1] });
  });
});
