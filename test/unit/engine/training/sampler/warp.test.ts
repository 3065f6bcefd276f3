import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reflectIndex } from '../../../../../src/engine/graph/padding';
import { type PatchWindow, windowOf } from '../../../../../src/engine/training/sampler/patch-window';
import { cutPatch, type PatchSlot } from '../../../../../src/engine/training/sampler/warp';
import { randomStream } from '../../../../../src/shared/training/random';
import { type FreeCrop, type PatchGeometry, turnMatrix } from '../../../../../src/shared/training/sampling';

const classCount = 3;
const runs = { seed: 3, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 3000 : 60 };

interface Whole {
  width: number;
  height: number;
  channels: number;
  unit: Float32Array;
  labels: Uint8Array;
  importance: Float32Array;
}

function madeWhole(width: number, height: number, channels: number, seed: number): Whole {
  const random = randomStream(seed);
  const pixels = width * height;
  return {
    width,
    height,
    channels,
    unit: Float32Array.from({ length: pixels * channels }, () => random.uniform()),
    labels: Uint8Array.from({ length: pixels }, () => [0, 1, 2, 255][random.integer(4)]),
    importance: Float32Array.from({ length: pixels }, () => random.uniform()),
  };
}

/** The part of an image that the geometry asks for, and nothing else: a read outside it gives undefined values. */
function windowFrom(whole: Whole, geometry: PatchGeometry, patch: number): PatchWindow {
  const area = windowOf(geometry, patch, whole.width, whole.height);
  const cut = <T extends Float32Array | Uint8Array>(values: T, into: T, size: number): T => {
    for (let y = 0; y < area.height; y++) {
      const from = ((area.top + y) * whole.width + area.left) * size;
      into.set(values.subarray(from, from + area.width * size), y * area.width * size);
    }
    return into;
  };
  const pixels = area.width * area.height;
  return {
    ...area,
    imageWidth: whole.width,
    imageHeight: whole.height,
    unit: cut(whole.unit, new Float32Array(pixels * whole.channels), whole.channels),
    labels: cut(whole.labels, new Uint8Array(pixels), 1),
    importance: cut(whole.importance, new Float32Array(pixels), 1),
  };
}

function cut(whole: Whole, geometry: PatchGeometry, patch: number): PatchSlot & { valid: number } {
  const pixels = patch * patch;
  const slot = {
    image: new Float32Array(pixels * whole.channels),
    labels: new Uint8Array(pixels),
    validity: new Float32Array(pixels),
    importance: new Float32Array(pixels),
  };
  const valid = cutPatch(windowFrom(whole, geometry, patch), geometry, patch, whole.channels, classCount, slot);
  return { ...slot, valid };
}

const anyWhole = fc
  .record({
    width: fc.integer({ min: 1, max: 60 }),
    height: fc.integer({ min: 1, max: 60 }),
    channels: fc.constantFrom(1, 3),
    seed: fc.nat(),
  })
  .map(({ width, height, channels, seed }) => madeWhole(width, height, channels, seed));
const anyTurn = fc.record({ isFlipped: fc.boolean(), quarterTurns: fc.nat(3) });

describe('an exact crop', () => {
  it('is the pixels themselves, bit for bit, flipped and then turned clockwise', () => {
    fc.assert(
      fc.property(
        anyWhole,
        anyTurn,
        fc.integer({ min: -30, max: 50 }),
        fc.integer({ min: -30, max: 50 }),
        (whole, turn, left, top) => {
          const patch = 16;
          const out = cut(whole, { kind: 'exact', left, top, ...turn }, patch);
          for (let row = 0; row < patch; row++) {
            for (let column = 0; column < patch; column++) {
              // Undo the turns one by one: a quarter turn clockwise took (u, v) to (last - v, u).
              let [u, v] = [column, row];
              for (let n = 0; n < turn.quarterTurns; n++) [u, v] = [v, patch - 1 - u];
              if (turn.isFlipped) u = patch - 1 - u;
              const [x, y] = [left + u, top + v];
              const from = reflectIndex(y, whole.height) * whole.width + reflectIndex(x, whole.width);
              const to = row * patch + column;
              const isInside = x >= 0 && y >= 0 && x < whole.width && y < whole.height;
              const isValid = isInside && whole.labels[from] < classCount;
              const got = [out.importance[to], out.validity[to], out.labels[to]];
              const wanted = [whole.importance[from], isValid ? 1 : 0, isValid ? whole.labels[from] : 0];
              for (let c = 0; c < whole.channels; c++) {
                got.push(out.image[to * whole.channels + c]);
                wanted.push(whole.unit[from * whole.channels + c]);
              }
              if (got.some((value, i) => value !== wanted[i])) expect(got).toEqual(wanted);
            }
          }
          expect(out.valid).toBe(out.validity.reduce((sum, v) => sum + v, 0));
        },
      ),
      runs,
    );
  });
});

describe('a free crop', () => {
  it('without rotation or scale equals the exact crop, in every turn', () => {
    fc.assert(
      fc.property(
        anyWhole,
        anyTurn,
        fc.integer({ min: -10, max: 40 }),
        fc.integer({ min: -10, max: 40 }),
        (whole, turn, left, top) => {
          const exact = cut(whole, { kind: 'exact', left, top, ...turn }, 16);
          const free = cut(whole, { kind: 'free', centreX: left + 8, centreY: top + 8, matrix: turnMatrix(turn) }, 16);
          expect(free).toEqual(exact);
        },
      ),
      runs,
    );
  });

  it('of a plane gives the plane, at any rotation and scale: bilinear interpolation is exact there', () => {
    const [width, height] = [120, 110];
    const plane = (x: number, y: number): number => 0.1 + 0.003 * x + 0.002 * y;
    const values = Float32Array.from({ length: width * height }, (_, i) =>
      plane((i % width) + 0.5, Math.floor(i / width) + 0.5),
    );
    const whole: Whole = {
      width,
      height,
      channels: 1,
      unit: values,
      labels: new Uint8Array(values.length),
      importance: values,
    };
    for (const [radians, scale] of [
      [0.3, 1],
      [-0.4, 1.3],
      [0.1, 0.75],
    ]) {
      const [cosine, sine] = [Math.cos(radians) * scale, Math.sin(radians) * scale];
      const geometry: FreeCrop = { kind: 'free', centreX: 60.2, centreY: 55.7, matrix: [cosine, -sine, sine, cosine] };
      const out = cut(whole, geometry, 32);
      for (let i = 0; i < 32 * 32; i++) {
        const [qx, qy] = [(i % 32) + 0.5 - 16, Math.floor(i / 32) + 0.5 - 16];
        const wanted = plane(60.2 + cosine * qx - sine * qy, 55.7 + sine * qx + cosine * qy);
        expect(Math.abs(out.image[i] - wanted)).toBeLessThan(1e-6);
        expect(Math.abs(out.importance[i] - wanted)).toBeLessThan(1e-6);
      }
      expect(out.valid).toBe(32 * 32);
    }
  });

  it('takes labels from the nearest pixel and never mixes them', () => {
    fc.assert(
      fc.property(anyWhole, fc.double({ min: -1, max: 1, noNaN: true }), (whole, radians) => {
        const [cosine, sine] = [Math.cos(radians), Math.sin(radians)];
        const geometry: FreeCrop = {
          kind: 'free',
          centreX: 20.3,
          centreY: 11.6,
          matrix: [cosine, -sine, sine, cosine],
        };
        const out = cut(whole, geometry, 16);
        for (let i = 0; i < 256; i++) {
          const [qx, qy] = [(i % 16) + 0.5 - 8, Math.floor(i / 16) + 0.5 - 8];
          const x = Math.floor(20.3 + cosine * qx - sine * qy);
          const y = Math.floor(11.6 + sine * qx + cosine * qy);
          const isInside = x >= 0 && y >= 0 && x < whole.width && y < whole.height;
          const label = isInside ? whole.labels[y * whole.width + x] : 255;
          if (out.validity[i] !== (label < classCount ? 1 : 0))
            expect(out.validity[i]).toBe(label < classCount ? 1 : 0);
          if (out.labels[i] !== (label < classCount ? label : 0)) expect(out.labels[i]).toBe(label);
        }
        expect(out.image.every((value) => value >= 0 && value <= 1)).toBe(true);
      }),
      runs,
    );
  });
});

describe('beyond the border', () => {
  it('an image is mirrored without its edge twice: d c b | a b c d | c b a', () => {
    expect([-3, -2, -1, 0, 1, 2, 3, 4, 5, 6].map((at) => reflectIndex(at, 4))).toEqual([3, 2, 1, 0, 1, 2, 3, 2, 1, 0]);
    expect([-2, 0, 9].map((at) => reflectIndex(at, 1))).toEqual([0, 0, 0]);
  });

  it('a patch shows the mirrored image with validity 0', () => {
    const whole = madeWhole(40, 40, 1, 5);
    whole.labels.fill(1);
    const out = cut(whole, { kind: 'exact', left: -4, top: 0, isFlipped: false, quarterTurns: 0 }, 16);
    expect(Array.from(out.validity.subarray(0, 6))).toEqual([0, 0, 0, 0, 1, 1]);
    expect(Array.from(out.image.subarray(0, 8))).toEqual([4, 3, 2, 1, 0, 1, 2, 3].map((x) => whole.unit[x]));
    expect(out.valid).toBe(12 * 16);
  });
});
