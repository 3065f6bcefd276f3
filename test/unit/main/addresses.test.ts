import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseImageAddress } from '../../../src/main/image-address';
import { fileInside, isOwnAddress } from '../../../src/main/own-addresses';
import { imageAddress, sizedImageAddress, tileAddress, WHOLE_PX } from '../../../src/shared/contract/channels';

const runs = { seed: 20, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 20_000 : 500 };

describe('files of the window', () => {
  it('are found by their address', () => {
    expect(fileInside('/out/renderer', '/assets/index.js')).toBe(join('/out/renderer', 'assets/index.js'));
    expect(fileInside('/out/renderer', '/')).toBe(join('/out/renderer', 'index.html'));
  });

  it('never lie outside their folder', () => {
    const part = fc.constantFrom('..', '%2e%2e', '..%2f', '%2F', '.', 'a', '%00', '%', '\\', '//', 'renderer-other');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const file = fileInside('/out/renderer', `/${parts.join('/')}`);
        expect(file === null || file.startsWith('/out/renderer/')).toBe(true);
      }),
      runs,
    );
  });
});

describe('addresses that a window may load', () => {
  it.each(['app://maskwright/index.html', 'image://cards/00112233445566aa/640'])('%s is its own', (url) => {
    expect(isOwnAddress(url, undefined)).toBe(true);
  });

  it.each(['https://example.org/', 'http://localhost:5173/', 'file:///etc/passwd', 'ftp://a/', 'nonsense'])(
    '%s is not',
    (url) => {
      expect(isOwnAddress(url, undefined)).toBe(false);
    },
  );

  it('knows the development server by its host and port', () => {
    expect(isOwnAddress('ws://localhost:5173/x', 'http://localhost:5173')).toBe(true);
    expect(isOwnAddress('http://localhost:5174/x', 'http://localhost:5173')).toBe(false);
  });
});

describe('addresses of renditions', () => {
  it('hold the window that a person chose, and are none where it is none', () => {
    const address = 'image://cards/00112233445566aa/640?abc';
    expect(parseImageAddress(`${address}&window=10,900,0.5`)).toMatchObject({
      window: { ranges: [{ lo: 10, hi: 900 }], gamma: 0.5 },
    });
    expect(parseImageAddress(`${address}&window=900,10,1`)).toBeNull();
  });

  it('hold an owner, an id and one of the sizes that are made', () => {
    expect(parseImageAddress('image://cards/00112233445566aa/640?abc')).toEqual({
      kind: 'rendition',
      owner: 'cards',
      id: '00112233445566aa',
      maxSidePx: 640,
      window: null,
    });
  });

  it('lead from one size of an image to its whole', () => {
    const view = imageAddress('cards', '00112233445566aa', 1600, 'v1');
    expect(sizedImageAddress(view, WHOLE_PX)).toBe(imageAddress('cards', '00112233445566aa', WHOLE_PX, 'v1'));
    expect(parseImageAddress(sizedImageAddress(view, WHOLE_PX))).toMatchObject({ maxSidePx: WHOLE_PX });
  });

  it('lead from an image to a tile of its pyramid', () => {
    const view = imageAddress('cards', '00112233445566aa', 1600, 'v1');
    expect(tileAddress(view, 2, 11, 0)).toBe('image://cards/00112233445566aa/tile/2/11/0?v1');
    expect(parseImageAddress(tileAddress(view, 2, 11, 0))).toEqual({
      ...{ kind: 'tile', owner: 'cards', id: '00112233445566aa' },
      ...{ level: 2, x: 11, y: 0, window: null },
    });
  });

  it('hold the window for tiles as well', () => {
    const view = `${imageAddress('cards', '00112233445566aa', 1600, 'v1')}&window=10,900,0.5`;
    expect(parseImageAddress(tileAddress(view, 1, 2, 3))).toMatchObject({
      ...{ kind: 'tile', level: 1, x: 2, y: 3 },
      window: { ranges: [{ lo: 10, hi: 900 }], gamma: 0.5 },
    });
  });

  it.each([
    'image://cards/00112233445566aa/tile/0/0',
    'image://cards/00112233445566aa/tile/0/0/0/0',
    'image://cards/00112233445566aa/tile/0/-1/0',
    'image://cards/00112233445566aa/tile/0/1e3/0',
    'image://cards/00112233445566aa/tile/32/0/0',
    'image://cards/00112233445566aa/tile/0/0/..%2f..%2fpasswd',
    'image://cards/00112233445566aa/641',
    'image://cards/00112233445566aa',
    'image://cards/00112233445566aa/640/more',
    'image://cards/../../etc/passwd',
    'image://cards/%2e%2e%2fetc%2fpasswd/640',
    'image://cards/C:%5Cimages%5Ca.png/640',
    'image:///00112233445566aa/640',
  ])('%s is none', (url) => {
    expect(parseImageAddress(url)).toBeNull();
  });
});
