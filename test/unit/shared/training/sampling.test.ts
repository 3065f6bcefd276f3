import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countCells,
  countClasses,
  drawChances,
  locate,
  type SamplingIndex,
  samplingIndex,
} from '../../../../src/shared/training/label-index';
import { randomStream } from '../../../../src/shared/training/random';
import {
  balancedShare,
  drawCell,
  findPixel,
  maxRedraws,
  type PatchPlan,
  planSample,
  type ReadChannels,
  turnMatrix,
} from '../../../../src/shared/training/sampling';
import { runs } from './seeded';

const classCount = 3;

interface Labels {
  width: number;
  height: number;
  channels: Uint8Array;
}

const anyLabels: fc.Arbitrary<Labels> = fc
  .record({ width: fc.integer({ min: 1, max: 150 }), height: fc.integer({ min: 1, max: 150 }), seed: fc.nat() })
  .map(({ width, height, seed }) => {
    const random = randomStream(seed);
    const share = random.uniform();
    const channels = Uint8Array.from({ length: width * height }, () =>
      random.uniform() < share ? 255 : random.integer(classCount),
    );
    return { width, height, channels };
  });

const indexOf = (images: Labels[]): SamplingIndex =>
  samplingIndex(
    images.map(({ width, height, channels }) => ({
      width,
      height,
      cellCounts: countCells(channels, width, height, classCount),
    })),
    classCount,
  );

/** The whole map answers for any cell. */
const readerOf =
  (images: Labels[]): ReadChannels =>
  (image) => ({ data: images[image].channels, stride: images[image].width, left: 0, top: 0 });

/** One class in the left half, another in a small square, void between. */
function twoClasses(): Labels {
  const channels = Uint8Array.from({ length: 200 * 100 }, (_, i) => {
    const [x, y] = [i % 200, Math.floor(i / 200)];
    if (x < 100) return 0;
    return x >= 150 && x < 160 && y >= 40 && y < 50 ? 2 : 255;
  });
  return { width: 200, height: 100, channels };
}

describe('the label index', () => {
  it('counts what is there', () => {
    fc.assert(
      fc.property(anyLabels, ({ width, height, channels }) => {
        const totals = countClasses(countCells(channels, width, height, classCount), classCount);
        for (let k = 0; k < classCount; k++) expect(totals[k]).toBe(channels.filter((label) => label === k).length);
      }),
      runs(50),
    );
  });

  it('reaches each labelled pixel by exactly one rank', () => {
    fc.assert(
      fc.property(
        fc.array(anyLabels, { minLength: 1, maxLength: 2 }),
        fc.constantFrom(null, 0, 2),
        (images, channel) => {
          const index = indexOf(images);
          const count = channel === null ? index.total : index.perClass[channel];
          const reached = new Set<string>();
          for (let rank = 0; rank < count; rank++) {
            const cell = locate(index, channel, rank);
            const { x, y } = findPixel(readerOf(images)(cell.image, 0, 0, 0), index, cell);
            const label = images[cell.image].channels[y * images[cell.image].width + x];
            if (channel === null ? label === 255 : label !== channel) throw new Error(`a pixel of ${label}`);
            reached.add(`${cell.image},${x},${y}`);
          }
          expect(reached.size).toBe(count);
        },
      ),
      runs(12),
    );
  });

  it('gives chances that add up to 1', () => {
    fc.assert(
      fc.property(fc.array(anyLabels, { minLength: 1, maxLength: 4 }), (images) => {
        const index = indexOf(images);
        fc.pre(index.total > 0);
        expect(drawChances(index, balancedShare).reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
      }),
      runs(30),
    );
  });
});

describe('draws', () => {
  it('take a third of the pixels from classes drawn evenly, the rest from all labelled pixels', () => {
    const images = [twoClasses()];
    const index = indexOf(images);
    const n = 6000;
    let rare = 0;
    for (let step = 0; step < n; step++) {
      const cell = drawCell(index, randomStream(1, step));
      const { x, y } = findPixel(readerOf(images)(0, 0, 0, 0), index, cell);
      if (images[0].channels[y * 200 + x] === 2) rare++;
    }
    // Class 1 has no pixel, so class 2 comes with 1/3 x 1/2 and with 2/3 x 100/10,100.
    const chance = 1 / 6 + (2 / 3) * (100 / 10_100);
    const deviation = Math.sqrt(n * chance * (1 - chance));
    expect(Math.abs(rare - n * chance)).toBeLessThan(4 * deviation);
  });

  it('fall on images as often as their chances say', () => {
    const large = twoClasses();
    const small = { width: 20, height: 20, channels: new Uint8Array(400).fill(1) };
    const index = indexOf([large, small]);
    const counts = [0, 0];
    for (let step = 0; step < 6000; step++) counts[drawCell(index, randomStream(2, step)).image]++;
    const [, chance] = drawChances(index, balancedShare);
    expect(Math.abs(counts[1] - 6000 * chance)).toBeLessThan(4 * Math.sqrt(6000 * chance * (1 - chance)));
  });
});

describe('a planned sample', () => {
  const images = [twoClasses()];
  const index = indexOf(images);
  const plan = (seed: number, step: number, sample: number, attempt = 0, level = 'strong' as const): PatchPlan =>
    planSample({ seed, step, sample }, attempt, index, 32, level, readerOf(images));

  it('is a function of seed, step, place and attempt', () => {
    expect(plan(1, 2, 3)).toEqual(plan(1, 2, 3));
    const others = [plan(0, 2, 3), plan(1, 0, 3), plan(1, 2, 0), plan(1, 2, 3, 1)];
    expect(new Set([plan(1, 2, 3), ...others].map((one) => JSON.stringify(one.geometry))).size).toBe(5);
  });

  it('keeps crops inside the image where they fit, and holds the drawn pixel in them', () => {
    for (let step = 0; step < 300; step++) {
      const { geometry } = planSample({ seed: 4, step, sample: 0 }, 0, index, 32, 'light', readerOf(images));
      if (geometry.kind !== 'exact') throw new Error('light stays on the pixel grid');
      expect(geometry.left >= 0 && geometry.left + 32 <= 200 && geometry.top >= 0 && geometry.top + 32 <= 100).toBe(
        true,
      );
      let valid = 0;
      for (let y = geometry.top; y < geometry.top + 32; y++) {
        for (let x = geometry.left; x < geometry.left + 32; x++) if (images[0].channels[y * 200 + x] < 255) valid++;
      }
      expect(valid).toBeGreaterThan(0);
    }
  });

  it('covers an image that is smaller than the patch', () => {
    const tiny = [{ width: 10, height: 40, channels: new Uint8Array(400) }];
    for (let step = 0; step < 50; step++) {
      const { geometry } = planSample({ seed: 4, step, sample: 0 }, 0, indexOf(tiny), 32, 'none', readerOf(tiny));
      if (geometry.kind !== 'exact') throw new Error('no augmentation stays on the pixel grid');
      expect(geometry.left <= 0 && geometry.left + 32 >= 10).toBe(true);
      expect(geometry.top >= 0 && geometry.top + 32 <= 40).toBe(true);
    }
  });

  it('without augmentation is an upright crop in its own colours', () => {
    for (let step = 0; step < 50; step++) {
      const { geometry, colour } = planSample({ seed: 4, step, sample: 0 }, 0, index, 32, 'none', readerOf(images));
      expect(geometry).toMatchObject({ kind: 'exact', isFlipped: false, quarterTurns: 0 });
      expect(colour).toEqual({ gamma: 1, contrast: 1, brightness: 0, noise: 0 });
    }
  });

  it('varies with the level as its table says', () => {
    const levels = { light: [0, 1.1, 0], standard: [0.3, 1.25, 0.02], strong: [0.7, 1.6, 0.05] } as const;
    for (const level of ['light', 'standard', 'strong'] as const) {
      const [chance, factor, noise] = levels[level];
      const plans = Array.from({ length: 400 }, (_, step) =>
        planSample({ seed: 8, step, sample: 0 }, 0, index, 32, level, readerOf(images)),
      );
      const free = plans.filter(({ geometry }) => geometry.kind === 'free').length;
      expect(Math.abs(free - 400 * chance)).toBeLessThanOrEqual(4 * Math.sqrt(400 * chance * (1 - chance)));
      const gammas = plans.map(({ colour }) => colour.gamma);
      expect(Math.max(...gammas)).toBeLessThanOrEqual(factor);
      expect(Math.max(...gammas)).toBeGreaterThan(1 + (factor - 1) * 0.9);
      expect(gammas.filter((gamma) => gamma === 1).length).toBeGreaterThan(150);
      expect(Math.max(...plans.map(({ colour }) => colour.noise))).toBeLessThanOrEqual(noise);
    }
  });

  it('stays on the pixel grid in its last attempt, so that its pixel is certainly in it', () => {
    for (let step = 0; step < 100; step++) expect(plan(1, step, 0, maxRedraws).geometry.kind).toBe('exact');
  });
});

describe('turns', () => {
  it('move a corner as flips and clockwise quarter turns do', () => {
    // Where the upper left corner (-1,-1) of the patch comes from in the crop.
    const cornerOf = (isFlipped: boolean, quarterTurns: number): number[] => {
      const [a, b, c, d] = turnMatrix({ isFlipped, quarterTurns });
      return [-a - b, -c - d].map((v) => v + 0);
    };
    expect([0, 1, 2, 3].map((n) => cornerOf(false, n))).toEqual([
      [-1, -1],
      [-1, 1],
      [1, 1],
      [1, -1],
    ]);
    expect(cornerOf(true, 0)).toEqual([1, -1]);
  });
});
