import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Pace, watchFlight } from '../../../../src/renderer/images/flight';

const FRAME_MS = 16;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Scrolls by so many pixels a frame; gives what was told after each. */
function scroll(steps: readonly number[]): { told: Pace[]; rest: () => void } {
  const told: Pace[] = [];
  const watch = watchFlight((pace) => told.push(pace));
  let positionPx = 0;
  let nowMs = 0;
  for (const step of [0, ...steps]) {
    positionPx += step;
    watch.moved(positionPx, nowMs);
    nowMs += FRAME_MS;
  }
  return { told, rest: () => vi.advanceTimersByTime(500) };
}

describe('a flight over a long list', () => {
  it('begins when more than can be looked at goes by, in either direction', () => {
    expect(scroll([300, 300, 300]).told).toEqual(['moving', 'flying']);
    expect(scroll([-300, -300, -300]).told).toEqual(['moving', 'flying']);
  });

  it('is not begun by a wheel, which pictures keep up with', () => {
    expect(scroll(Array(60).fill(40)).told).toEqual(['moving']);
  });

  it('is not begun by one leap, as to the last image', () => {
    expect(scroll([100_000]).told).toEqual(['moving']);
  });

  it('ends as the list slows down', () => {
    expect(scroll([300, 300, 300, 20]).told).toEqual(['moving', 'flying', 'moving']);
  });

  it('ends as the list stands still, some time before it rests', () => {
    const { told, rest } = scroll([300, 300, 300]);
    rest();
    expect(told).toEqual(['moving', 'flying', 'moving', 'resting']);
  });
});
