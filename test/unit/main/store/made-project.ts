import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createProject } from '../../../../src/main/store/open-project';
import type { ProjectStore } from '../../../../src/main/store/project-store';
import type { EditTile, NewImage, ProjectSettings } from '../../../../src/main/store/records';
import type { ImageId } from '../../../../src/shared/ids';
import { TILE_BYTES } from '../../../../src/shared/labels/tile-map';

export const SETTINGS: ProjectSettings = {
  name: 'Cells',
  classes: [
    { name: 'membrane', color: '#e69f00' },
    { name: 'nucleus', color: '#56b4e9' },
  ],
  unpainted: 'void',
  inputChannels: 1,
};

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A temporary folder that is gone after the test. */
export function madeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'maskwright-store-'));
  folders.push(folder);
  return folder;
}

export function madeProject(settings: Partial<ProjectSettings> = {}): { store: ProjectStore; folder: string } {
  const folder = join(madeFolder(), 'project');
  return { store: createProject(folder, { ...SETTINGS, ...settings }), folder };
}

let made = 0;

/** Facts of an image that need not exist on disk; every call has another content. */
export function madeImage(name: string, width = 300, height = 280): NewImage {
  made++;
  return {
    name,
    path: `/images/${name}`,
    bytes: 1000 + made,
    modifiedMs: 1_700_000_000_000 + made,
    sha256: made.toString(16).padStart(64, '0'),
    width,
    height,
    channels: 1,
    depth: 8,
    orientation: 1,
    format: 'png',
  };
}

export function addImage(store: ProjectStore, name: string, width?: number, height?: number): ImageId {
  return store.images.add([madeImage(name, width, height)]).added[0].id;
}

/** One tile painted from `before` to the same with a rectangle of a label in it. */
export function rectangle(
  before: Uint8Array,
  label: number,
  [x0, y0, x1, y1]: [number, number, number, number],
  tileX = 0,
  tileY = 0,
): EditTile {
  const after = before.slice();
  for (let y = y0; y < y1; y++) after.fill(label, y * 256 + x0, y * 256 + x1);
  return { tileX, tileY, before, after };
}

export const blank = (): Uint8Array => new Uint8Array(TILE_BYTES);
