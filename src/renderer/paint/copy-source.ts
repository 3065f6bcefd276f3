import { paintedLabels } from '../../shared/labels/copy';
import { fromLabelMap } from '../../shared/labels/tile-map';
import { Problem } from '../../shared/problem';
import { openProject } from '../app/app-state';
import { ask } from '../app/client';
import { currentImage } from '../app/current-image';
import type { CopySource } from '../canvas/tools/copy-job';
import { needRows, rowAt, useImages } from '../images/images-state';
import { runNumber } from '../train/run-words';
import { currentTrainedRun } from '../train/trained-runs';
import { useClasses } from './classes-state';
import { labelsOf } from './document/open-documents';
import { useToolSettings } from './tool-settings';
import { wholePrediction } from './whole-prediction';

/** Another key is another source. */
export function copySourceKey(): string {
  const { copyFrom } = useToolSettings.getState();
  const image = currentImage()?.id ?? '';
  if (copyFrom === 'before') return `before ${image}`;
  // Runs are counted in each project anew.
  return `prediction ${currentTrainedRun()?.id ?? ''} ${image} ${openProject()?.folder ?? ''}`;
}

/** The source kept from the last time, so that a second look at it costs nothing. */
let kept: { key: string; source: Promise<CopySource> } | null = null;

/** What labels are copied from just now, or that the list has none before. @throws Problem where it cannot be read */
export async function copySource(): Promise<CopySource | string> {
  if (useToolSettings.getState().copyFrom === 'before') return imageBefore();
  const key = copySourceKey();
  if (kept?.key !== key) kept = { key, source: prediction() };
  try {
    return await kept.source;
  } catch (error) {
    kept = null;
    throw error;
  }
}

async function imageBefore(): Promise<CopySource | string> {
  const { pages, selection } = useImages.getState();
  const index = selection.active - 1;
  if (index < 0) return 'No image is before this one in the list.';
  const row = rowAt(pages, index);
  if (row === undefined) {
    needRows(index, index);
    throw new Problem('image-before-unread', 'The image before is not read yet.', 'Try it again.');
  }
  return { map: await labelsOf(row), table: paintedLabels(), name: `Copy of ${row.name}` };
}

async function prediction(): Promise<CopySource> {
  const run = currentTrainedRun();
  const image = currentImage();
  if (run === null || image === null) {
    throw new Problem('no-prediction', 'No run has been trained yet.', 'Train one, or copy from the image before.');
  }
  const of = { run: run.id, checkpoint: 'best', image: image.id } as const;
  const { channels } = await ask('inspect.image', of);
  const { map } = await ask('inspect.layer', { ...of, layer: { kind: 'prediction' } });
  const known = new Set<number>(useClasses.getState().classes.map(({ id }) => id));
  // The background, and classes that were removed since, are not copied.
  const table = Array.from({ length: 256 }, (_, channel) => {
    const id = channels[channel]?.id;
    return id !== undefined && known.has(id) ? id : undefined;
  });
  return { map: fromLabelMap(wholePrediction(map, image)), table, name: `Copy of run ${runNumber(run.id)}` };
}
