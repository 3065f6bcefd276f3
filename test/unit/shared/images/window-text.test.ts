import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseWindow, windowText } from '../../../../src/shared/images/window-text';

it('a window comes out of an address as it went in', () => {
  const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  const gamma = fc.double({ min: 0.1, max: 10, noNaN: true });
  fc.assert(
    fc.property(value, value, gamma, (a, b, gamma) => {
      fc.pre(a !== b);
      const window = { ranges: [{ lo: Math.min(a, b), hi: Math.max(a, b) }], gamma };
      // -0 and 0 show the same.
      expect(JSON.stringify(parseWindow(windowText(window)))).toBe(JSON.stringify(window));
    }),
    { seed: 3, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 20_000 : 200 },
  );
});

it('what is no window is none', () => {
  for (const text of ['', '1,2', '2,1,1', '1,1,1', '0,9,0', '0,Infinity,1', 'a,b,c', '1,2,3,4', ',5,1']) {
    expect(parseWindow(text), text).toBeNull();
  }
});
