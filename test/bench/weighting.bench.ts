import { afterAll, beforeAll, describe, it } from 'vitest';
import { openExtractors } from '../../src/engine/weighting/extractors';
import { importanceMap } from '../../src/engine/weighting/importance';
import { vectorEdgeMap } from '../../src/engine/weighting/vector-edges';
import type { UnitImage } from '../../src/shared/images/pixels';
import { normalise } from '../../src/shared/weighting/normalise';
import { parseWeighting } from '../../src/shared/weighting/spec';
import { Peer } from './peer';
import { alternate, median, report, timed } from './report';

const image: UnitImage = {
  width: 1000,
  height: 1000,
  channels: 3,
  data: Float32Array.from({ length: 3_000_000 }, (_, i) => ((i * 2_654_435_761) % 256) / 255),
};

describe('an edge map of 1 megapixel RGB with min-max', () => {
  let peer: Peer;

  beforeAll(() => {
    peer = new Peer();
  });

  afterAll(() => peer.close());

  it("against OpenCV's Sobel", async () => {
    const work = (): void => {
      const raw = vectorEdgeMap(image, { operator: 'forward', magnitude: 'l2', sigma: 0 });
      normalise(raw, 'min-max', raw.data);
    };
    timed(5, work);
    const { oursMs, peerMs, peerOverOurs } = await alternate(
      8,
      () => timed(8, work),
      () => peer.measure('opencv-sobel', 8),
    );
    report({
      what: "edge map, 1 megapixel RGB, against OpenCV's Sobel",
      figure: `${(1 / peerOverOurs).toFixed(2)}x (${oursMs.toFixed(1)} against ${peerMs.toFixed(1)} ms)`,
      wanted: '<= 0.6x',
      isReached: 1 / peerOverOurs <= 0.6,
    });
  });
});

describe('a feature map of 1 megapixel', () => {
  it('at every depth', async () => {
    const extractors = openExtractors();
    const slowest: { depth: number; ms: number }[] = [];
    for (const depth of [1, 2, 3, 4, 5, 6]) {
      const weighting = parseWeighting(`feature:layer=${depth}`);
      const ms: number[] = [];
      for (let i = 0; i < 4; i++) {
        const startMs = performance.now();
        await importanceMap({ image }, weighting, { extractors: extractors.provide });
        ms.push(performance.now() - startMs);
      }
      // The first run of a depth opens its session.
      slowest.push({ depth, ms: median(ms.slice(1)) });
    }
    await extractors.dispose();
    const worst = slowest.reduce((a, b) => (b.ms > a.ms ? b : a));
    report({
      what: 'feature map, 1 megapixel',
      figure: slowest.map(({ depth, ms }) => `depth ${depth}: ${ms.toFixed(0)} ms`).join(', '),
      wanted: '< 1500 ms',
      isReached: worst.ms < 1500,
    });
  });
});
