import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../../src/renderer/canvas/picture-store';
import { shownMeanwhile } from '../../../../src/renderer/canvas/shown-meanwhile';

interface MadePicture extends Picture<string> {
  best: string | null;
  isFailed: boolean;
  releases: number;
}

function made(best: string | null): MadePicture {
  return {
    ...{ best, isFailed: false, releases: 0 },
    at() {
      return this.best;
    },
    status() {
      if (this.isFailed) return 'failed';
      return this.best === null ? 'coming' : 'there';
    },
    release() {
      this.releases += 1;
    },
  };
}

describe('a picture under another window', () => {
  it('is the one before until it is at hand, and that is let go of then', () => {
    const [before, next] = [made('before'), made(null)];
    const picture = shownMeanwhile(next, before);
    expect(picture.at(1)).toBe('before');
    expect(picture.status()).toBe('coming');
    expect(before.releases).toBe(0);
    next.best = 'next';
    expect(picture.at(1)).toBe('next');
    expect(before.releases).toBe(1);
    picture.release();
    expect([before.releases, next.releases]).toEqual([1, 1]);
  });

  it('is not the one before where it can not be had', () => {
    const [before, next] = [made('before'), made(null)];
    const picture = shownMeanwhile(next, before);
    next.isFailed = true;
    expect(picture.at(1)).toBeNull();
    expect(picture.status()).toBe('failed');
    expect(before.releases).toBe(1);
  });

  it('lets go of all of a hurried hand where the image goes', () => {
    const [first, second, third] = [made('first'), made(null), made(null)];
    const picture = shownMeanwhile(third, shownMeanwhile(second, first));
    expect(picture.at(1)).toBe('first');
    picture.release();
    expect([first, second, third].map(({ releases }) => releases)).toEqual([1, 1, 1]);
  });
});
