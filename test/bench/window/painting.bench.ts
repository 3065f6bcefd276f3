import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { median, percentile, report } from '../report';
import { type LargeMap, MAP_HEIGHT, MAP_WIDTH, mapViews, openLargeMap, setBrush, showView } from './large-map';
import { EVENTS, move } from './on-canvas';

let map: LargeMap;

beforeAll(async () => {
  map = await openLargeMap();
});
afterAll(() => map?.close());

describe.each([
  { sizePx: 400, middleMs: 1, highMs: 2 },
  { sizePx: 2000, middleMs: 3, highMs: 8 },
])('a brush of $sizePx px', ({ sizePx, middleMs, highMs }) => {
  it.each(mapViews)('does the work of a pointer event in time, %s', async (view) => {
    const { page } = map;
    await setBrush(page, sizePx);
    await showView(page, view);
    // The first stroke finds the code not yet compiled.
    await move(page, 'painting', EVENTS / 3);
    const { work } = await move(page, 'painting');
    const [middle, high] = [median(work), percentile(work, 0.99)];
    report({
      what: `a pointer event while painting, ${MAP_WIDTH}x${MAP_HEIGHT}, ${sizePx} px brush, ${view}: median / 99th percentile`,
      figure: `${middle.toFixed(1)} / ${high.toFixed(1)} ms`,
      wanted: `< ${middleMs} / < ${highMs} ms`,
      isReached: middle < middleMs && high < highMs,
    });
    expect(work.length).toBeGreaterThan(EVENTS / 2);
  });
});
