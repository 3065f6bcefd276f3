import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { imagesOfFile } from '../../shared/images/file-images';
import { fromLabelMap, TILE_BYTES, tilePosition } from '../../shared/labels/tile-map';
import { sampleClasses, sampleImage } from '../../shared/sample/made-cells';
import { PROJECT_FILE } from '../projects/examine';
import { openInWorker } from '../projects/open-in-worker';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { EditTile } from '../store/records';
import type { WindowContext } from '../window-context';

const NAME = 'Sample cells';

/**
 * Makes the sample project where new projects are suggested, and gives its folder; one that is there already is left
 * as it is, with whatever was painted in it.
 * @throws Problem where the folder cannot be written
 */
export async function sampleProject({ app }: Pick<WindowContext, 'app'>): Promise<string> {
  const folder = join(app.settings.projectsFolder, NAME);
  if (existsSync(join(folder, PROJECT_FILE))) return folder;
  const isNew = !existsSync(folder);
  try {
    const { store, end } = await openInWorker.create(folder, { name: NAME, classes: sampleClasses, unpainted: 'void' });
    try {
      await fill(store, folder, app);
    } finally {
      await end();
    }
  } catch (error) {
    // A half made sample would be taken for a whole one the next time.
    if (isNew) await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

async function fill(store: Remote<ProjectStore>, folder: string, app: WindowContext['app']): Promise<void> {
  const images = join(folder, 'images');
  await mkdir(images, { recursive: true });
  const { paths } = await app.engine.call('writeSampleImages', { folder: images });
  for (const [index, path] of paths.entries()) {
    const file = await app.engine.call('inspectFile', { path });
    const { added } = await store.images.add(imagesOfFile(file, path, basename(path), 'first'));
    const tiles = paintedTiles(index);
    const [image] = added;
    if (image !== undefined && tiles.length > 0) await store.labels.commit(image.id, tiles, 'other', 'Sample');
  }
}

function paintedTiles(index: number): EditTile[] {
  const { painted } = sampleImage(index);
  return [...fromLabelMap(painted).tiles].map(([key, after]) => ({
    ...tilePosition(painted.width, key),
    before: new Uint8Array(TILE_BYTES),
    after,
  }));
}
