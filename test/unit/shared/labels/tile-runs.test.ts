import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TILE_BYTES } from '../../../../src/shared/labels/tile-map';
import { runsOfTile, tileOfRuns } from '../../../../src/shared/labels/tile-runs';
import { hasSameBytes, runs } from './made-maps';

/** A tile of runs of given lengths, over and over. */
function tileOf(pieces: readonly (readonly [label: number, length: number])[]): Uint8Array {
  const tile = new Uint8Array(TILE_BYTES);
  for (let at = 0, piece = 0; at < TILE_BYTES; piece++) {
    const [label = 0, length = 1] = pieces[piece % pieces.length] ?? [];
    tile.fill(label, at, at + length);
    at += length;
  }
  return tile;
}

const piece = fc.tuple(
  fc.integer({ min: 0, max: 255 }),
  fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 40_000 })),
);

describe('the runs of a tile', () => {
  it('give the tile back', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 30 }), (pieces) => {
        const tile = tileOf(pieces);
        const packed = runsOfTile(tile);
        expect(packed === tile || packed.length <= TILE_BYTES / 4).toBe(true);
        expect(hasSameBytes(tileOfRuns(packed), tile)).toBe(true);
      }),
      runs(60),
    );
  });

  it('are a label and the length in groups of seven bits', () => {
    expect(runsOfTile(tileOf([[5, TILE_BYTES]]))).toEqual(Uint8Array.of(5, 0x80, 0x80, 0x04));
    const two = tileOf([
      [1, 300],
      [2, TILE_BYTES],
    ]);
    expect(runsOfTile(two).subarray(0, 3)).toEqual(Uint8Array.of(1, 0xac, 0x02));
  });

  it('are the tile itself where they are short', () => {
    const noise = new Uint8Array(TILE_BYTES).map((_, i) => i * 7);
    expect(runsOfTile(noise)).toBe(noise);
    expect(tileOfRuns(noise)).toBe(noise);
  });

  it('are found in a tile that lies anywhere in its memory', () => {
    const memory = new Uint8Array(TILE_BYTES + 3).fill(4, 100, 60_000);
    const tile = memory.subarray(3);
    expect(hasSameBytes(tileOfRuns(runsOfTile(tile)), tile)).toBe(true);
  });

  it.each([
    { what: 'nothing', bytes: [] },
    { what: 'too few labels', bytes: [1, 5] },
    { what: 'a label without a length', bytes: [1, 0x80, 0x80, 0x04, 2] },
    { what: 'too many labels', bytes: [1, 0x80, 0x80, 0x04, 2, 1] },
    { what: 'a length without an end', bytes: [1, 0xff, 0xff, 0xff] },
  ])('are refused where they are $what', ({ bytes }) => {
    expect(() => tileOfRuns(Uint8Array.from(bytes))).toThrow(RangeError);
  });
});
