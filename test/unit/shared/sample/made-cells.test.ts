import { describe, expect, it } from 'vitest';
import { SAMPLE_IMAGES, sampleClasses, sampleImage } from '../../../../src/shared/sample/made-cells';

const all = Array.from({ length: SAMPLE_IMAGES }, (_, index) => sampleImage(index));

describe('the made sample', () => {
  it('is the same each time it is made', () => {
    expect(sampleImage(3)).toEqual(sampleImage(3));
  });

  it('has a different picture at each index', () => {
    expect(new Set(all.map(({ rgb }) => rgb.join())).size).toBe(SAMPLE_IMAGES);
  });

  it('is partly painted: some images whole, some in part, some not at all', () => {
    const shares = all.map(({ painted }) => painted.data.filter((label) => label !== 0).length / painted.data.length);
    expect(shares).toContain(1);
    expect(shares.some((share) => share > 0 && share < 1)).toBe(true);
    expect(shares).toContain(0);
  });

  it('holds every class in every image that is painted', () => {
    for (const { painted } of all.filter(({ painted }) => painted.data.some((label) => label !== 0))) {
      for (let id = 1; id <= sampleClasses.length; id++) expect(painted.data.includes(id)).toBe(true);
    }
  });

  it('shows nuclei darker than cells and cells darker than the ground', () => {
    const { rgb, painted } = sampleImage(0);
    const means = [1, 2, 3].map((id) => {
      const pixels = [...painted.data.keys()].filter((pixel) => painted.data[pixel] === id);
      return pixels.reduce((sum, pixel) => sum + (rgb[3 * pixel] ?? 0), 0) / pixels.length;
    });
    expect(means[1]).toBeLessThan(means[0] ?? 0);
    expect(means[0]).toBeLessThan(means[2] ?? 0);
  });
});
