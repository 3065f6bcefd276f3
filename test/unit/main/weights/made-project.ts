import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { encodeGreyPng } from '../../../../src/engine/formats/png';
import { inspectFile } from '../../../../src/engine/images/decode';
import { createProject } from '../../../../src/main/store/open-project';
import type { ProjectStore } from '../../../../src/main/store/project-store';
import type { ProjectSettings } from '../../../../src/main/store/records';
import type { ImageId } from '../../../../src/shared/ids';
import { imagesOfFile } from '../../../../src/shared/images/file-images';
import { fromLabelMap, tilePosition } from '../../../../src/shared/labels/tile-map';
import { blank, SETTINGS } from '../store/made-project';

const made: { root: string; store: ProjectStore }[] = [];

afterEach(() => {
  for (const { root, store } of made.splice(0)) {
    store.project.close();
    rmSync(root, { recursive: true, force: true });
  }
});

export interface MadeProject {
  store: ProjectStore;
  root: string;
  pathOf(name: string): string;
  /** Writes a grey picture of noise and adds it. @param classes of which pixels are painted */
  add(name: string, depth?: 8 | 16, classes?: readonly number[]): Promise<ImageId>;
}

/** A project without images, removed after the test. Its classes have the ids 1 and 2. */
export function madeProject(settings: Partial<ProjectSettings> = {}): MadeProject {
  const root = mkdtempSync(join(tmpdir(), 'maskwright-weights-'));
  mkdirSync(join(root, 'pictures'));
  const store = createProject(join(root, 'project'), { ...SETTINGS, ...settings });
  made.push({ root, store });
  const pathOf = (name: string): string => join(root, 'pictures', name);
  return {
    store,
    root,
    pathOf,
    add: async (name, depth = 8, classes = []) => {
      const path = pathOf(name);
      writeFileSync(path, picture(name, depth));
      const { header, ...file } = await inspectFile(path);
      const { added } = store.images.add(imagesOfFile({ ...header, ...file }, path, name, 'first'));
      paint(store, added[0].id, classes);
      return added[0].id;
    },
  };
}

const [width, height] = [47, 35];

/** Other noise for another name. */
export function picture(name: string, depth: 8 | 16): Uint8Array {
  const seed = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const grey = (i: number): number => (i * i * 31 + i * 7 * seed) % 251;
  const pixels = width * height;
  if (depth === 8)
    return encodeGreyPng(
      width,
      height,
      Uint8Array.from({ length: pixels }, (_, i) => grey(i)),
    );
  // A range of its own in every image, so that theirs together is not that of one alone.
  return encodeGreyPng(
    width,
    height,
    Uint16Array.from({ length: pixels }, (_, i) => 9000 + seed + 40 * grey(i)),
  );
}

/** Paints rows of the classes in turn; every fifth pixel stays unpainted. */
export function paint(store: ProjectStore, image: ImageId, classes: readonly number[]): void {
  if (classes.length === 0) return;
  const data = Uint8Array.from({ length: width * height }, (_, i) =>
    i % 5 === 0 ? 0 : classes[Math.floor(i / width / 9) % classes.length],
  );
  const edits = [...fromLabelMap({ width, height, data }).tiles].map(([key, after]) => {
    return { ...tilePosition(width, key), before: blank(), after };
  });
  store.labels.commit(image, edits, 'stroke');
}
