import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { calmSource } from '../../../../src/renderer/canvas/calm-source';
import type { LabelSource, PixelRect } from '../../../../src/renderer/canvas/label-source';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function made(): { source: LabelSource; change(rect: PixelRect): void; watchers: Set<(rect: PixelRect) => void> } {
  const watchers = new Set<(rect: PixelRect) => void>();
  return {
    watchers,
    change: (rect) => {
      for (const watcher of watchers) watcher(rect);
    },
    source: {
      width: 600,
      height: 400,
      tile: () => undefined,
      watch: (onChange) => {
        watchers.add(onChange);
        return () => watchers.delete(onChange);
      },
    },
  };
}

describe('labels looked at now and then', () => {
  it('tell of all that changed meanwhile at once, and of what changes after that again', () => {
    const { source, change } = made();
    const told: PixelRect[] = [];
    calmSource(source, 100).watch((rect) => told.push(rect));
    change({ x: 50, y: 20, width: 10, height: 10 });
    vi.advanceTimersByTime(60);
    change({ x: 10, y: 25, width: 5, height: 30 });
    expect(told).toEqual([]);
    vi.advanceTimersByTime(40);
    expect(told).toEqual([{ x: 10, y: 20, width: 50, height: 35 }]);
    change({ x: 1, y: 1, width: 1, height: 1 });
    vi.advanceTimersByTime(100);
    expect(told.slice(1)).toEqual([{ x: 1, y: 1, width: 1, height: 1 }]);
  });

  it('tell nothing more to one who looks away', () => {
    const { source, change, watchers } = made();
    const told: PixelRect[] = [];
    const unwatch = calmSource(source, 100).watch((rect) => told.push(rect));
    change({ x: 1, y: 1, width: 1, height: 1 });
    unwatch();
    vi.advanceTimersByTime(500);
    expect(told).toEqual([]);
    expect(watchers.size).toBe(0);
  });
});
