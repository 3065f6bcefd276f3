import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { encodeGreyPng } from '../../../../src/engine/formats/png';
import type { MapSubject } from '../../../../src/shared/contract/engine-weights';
import { fromLabelMap, tilePosition } from '../../../../src/shared/labels/tile-map';
import { parseWeighting } from '../../../../src/shared/weighting/spec';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'weight-maps-'));
  folders.push(folder);
  return folder;
}

/** Tiles of a label map as the store sends them. */
export function tilesOf(labels: { width: number; height: number; data: Uint8Array }): MapSubject['labels']['tiles'] {
  return [...fromLabelMap(labels).tiles].map(([key, data]) => ({ ...tilePosition(labels.width, key), data }));
}

/** A grey image on disk with two classes painted over part of it. @param seed another seed, another image */
export function madeSubject(seed = 1, width = 40, height = 30): Omit<MapSubject, 'weighting'> {
  const folder = temporaryFolder();
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => (i * i * 31 + i * 7 * seed) % 251);
  const png = encodeGreyPng(width, height, pixels);
  const path = join(folder, `image-${seed}.png`);
  writeFileSync(path, png);
  const data = Uint8Array.from(pixels, (value, i) => (i % 3 === 0 ? 0 : value < 60 ? 7 : 3));
  return {
    path,
    name: `image-${seed}.png`,
    sha256: createHash('sha256').update(png).digest('hex'),
    width,
    height,
    range: { lo: [0], hi: [255] },
    inputChannels: 1,
    trainingCounts: [900, 100],
    labels: {
      key: `labels-${seed}`,
      classIds: [3, 7],
      names: ['cell', 'rim'],
      tiles: tilesOf({ width, height, data }),
    },
    painted: null,
    runsFolder: join(folder, 'runs'),
    isQuick: false,
    cacheFolder: join(folder, 'maps'),
  };
}

export function withWeighting(subject: Omit<MapSubject, 'weighting'>, spec: string): MapSubject {
  return { ...subject, weighting: parseWeighting(spec) };
}
