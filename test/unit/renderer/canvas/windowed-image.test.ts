import { describe, expect, it } from 'vitest';
import { windowed } from '../../../../src/renderer/canvas/windowed-image';
import { parseWindow } from '../../../../src/shared/images/window-text';
import { imageRow } from '../made/image-row';

const window = { ranges: [{ lo: 100, hi: 4000 }], gamma: 1 };

describe('the picture of an image of more than 8 bits', () => {
  const deep = imageRow('a', { depth: 16, view: 'image://project/a/1600?v=1' });

  it('is made under the chosen window, with the gamma', () => {
    const text = new URL(windowed(deep, window, 0.4).view).searchParams.get('window');
    expect(parseWindow(text ?? '')).toEqual({ ...window, gamma: 0.4 });
  });

  it('is as it is without a window, and that of 8 bits in any case', () => {
    expect(windowed(deep, null, 0.4)).toBe(deep);
    const plain = { ...deep, depth: 8 };
    expect(windowed(plain, window, 0.4)).toBe(plain);
  });
});
