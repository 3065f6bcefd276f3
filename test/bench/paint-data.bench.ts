import { afterAll, beforeAll, expect, it } from 'vitest';
import { WetPaint } from '../../src/renderer/paint/document/wet-paint';
import { emptyTileMap } from '../../src/shared/labels/tile-map';
import { Peer } from './peer';
import { alternate, report } from './report';

const WIDTH = 12_000;
const HEIGHT = 9_000;
const ROUNDS = 7;
const A_ROUND = 60;

let peer: Peer;
beforeAll(() => {
  peer = new Peer();
});
afterAll(() => peer?.close());

/** The way both sides paint along, about 30 to 50 px a step; another class after every 200. */
function place(step: number): { x: number; y: number } {
  return { x: 6000 + 4000 * Math.cos(step / 100), y: 4500 + 3000 * Math.sin(step / 100) };
}

it.each([
  { sizePx: 400, name: 'napari-paint-400' },
  { sizePx: 2000, name: 'napari-paint-2000' },
] as const)('paints labels alone faster than napari 0.9.2, $sizePx px brush', async ({ sizePx, name }) => {
  const map = emptyTileMap(WIDTH, HEIGHT);
  const brush = { shape: 'round', radius: sizePx / 2 } as const;
  const strokeOf = (step: number): WetPaint =>
    new WetPaint(map, { label: 1 + ((step / 200) & 1), locked: null, name: 'Brush' });
  let step = 0;
  let wet = strokeOf(step);
  const ours = (): number[] =>
    Array.from({ length: A_ROUND }, () => {
      step++;
      if (step % 200 === 0) wet = strokeOf(step);
      const startMs = performance.now();
      wet.segment(brush, place(step - 1), place(step));
      return performance.now() - startMs;
    });
  ours();
  const { oursMs, peerMs, peerOverOurs } = await alternate(ROUNDS, ours, () => peer.measure(name, A_ROUND));
  report({
    what: `labels of a pointer event alone, ${WIDTH}x${HEIGHT}, ${sizePx} px brush, beside napari 0.9.2`,
    figure: `${oursMs.toFixed(2)} ms, napari ${peerMs.toFixed(2)} ms (${peerOverOurs.toFixed(1)} times ours)`,
    wanted: 'faster than napari',
    isReached: peerOverOurs > 1,
  });
  expect(oursMs).toBeGreaterThan(0);
});
