import { describe, expect, it } from 'vitest';
import { sendingScale } from '../../../../src/engine/images/sending-scale';

describe('a map on its way to the window', () => {
  it('is reduced only beyond 16 megapixels, by the least whole factor', () => {
    expect(sendingScale({ width: 4096, height: 4096 })).toBe(1);
    expect(sendingScale({ width: 4097, height: 4096 })).toBe(2);
    expect(sendingScale({ width: 12_000, height: 9000 })).toBe(3);
  });
});
