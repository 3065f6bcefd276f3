import { describe, expect, it } from 'vitest';
import { BoundedCache } from '../../../src/shared/bounded-cache';

describe('a cache of so many bytes', () => {
  it('lets go what was used least recently', () => {
    const cache = new BoundedCache<number>(10);
    cache.set('a', 1, 4);
    cache.set('b', 2, 4);
    cache.get('a');
    cache.set('c', 3, 4);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
    expect(cache.bytes).toBe(8);
  });

  it('keeps the newest value alone, however large', () => {
    const cache = new BoundedCache<number>(10);
    cache.set('a', 1, 4);
    cache.set('b', 2, 100);
    expect([cache.get('a'), cache.get('b'), cache.bytes]).toEqual([undefined, 2, 100]);
  });

  it('counts a value that is set again once', () => {
    const cache = new BoundedCache<number>(10);
    cache.set('a', 1, 4);
    cache.set('a', 2, 6);
    expect([cache.get('a'), cache.bytes]).toEqual([2, 6]);
  });
});
