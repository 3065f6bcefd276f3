import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchFlight } from '../../../../src/renderer/images/flight';

const FRAME_MS = 16;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Scrolls by so many pixels a frame; gives what was told after each. */
function scroll(steps: readonly number[]): { told: boolean[]; rest: () => void } {
  const told: boolean[] = [];
  const watch = watchFlight((isFlying) => told.push(isFlying));
  let positionPx = 0;
  let nowMs = 0;
  for (const step of [0, ...steps]) {
    positionPx += step;
    watch.moved(positionPx, nowMs);
    nowMs += FRAME_MS;
  }
  return { told, rest: () => vi.advanceTimersByTime(200) };
}

describe('a flight over a long list', () => {
  it('begins when more than can be looked at goes by, in either direction', () => {
    expect(scroll([300, 300, 300]).told).toEqual([true]);
    expect(scroll([-300, -300, -300]).told).toEqual([true]);
  });

  it('is not begun by a wheel, which pictures keep up with', () => {
    expect(scroll(Array(60).fill(40)).told).toEqual([]);
  });

  it('is not begun by one leap, as to the last image', () => {
    expect(scroll([100_000]).told).toEqual([]);
  });

  it('ends as the list slows down', () => {
    expect(scroll([300, 300, 300, 20]).told).toEqual([true, false]);
  });

  it('ends as the list rests', () => {
    const { told, rest } = scroll([300, 300, 300]);
    rest();
    expect(told).toEqual([true, false]);
  });
});
