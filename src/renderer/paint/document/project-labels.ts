import type { ImageRow } from '../../../shared/contract/images';
import type { SteppedLabels } from '../../../shared/contract/labels';
import { runsOfTile, tileOfRuns } from '../../../shared/labels/tile-runs';
import { Problem } from '../../../shared/problem';
import { openProject } from '../../app/app-state';
import { ask } from '../../app/client';
import type { LabelClient } from './label-client';

/**
 * Main's requests for one image, refused while another project is open: its images may have the same ids. Of a document
 * that was dropped only the reading is refused; what a slow tool paints on it after its image was left is saved.
 */
export function labelClient({ id, name }: ImageRow, folder: string, isDropped: () => boolean): LabelClient {
  const inProject = async <Value>(request: () => Promise<Value>): Promise<Value> => {
    if (openProject()?.folder === folder) return request();
    throw new Problem(
      'strokes-elsewhere',
      `${name} belongs to another project than the one that is open.`,
      'Open that project in this window again; the strokes are kept until then.',
    );
  };
  const whileNeeded = <Value>(request: () => Promise<Value>): Promise<Value> =>
    inProject(() => {
      if (!isDropped()) return request();
      throw new Problem('labels-left', `The labels of ${name} were not read to the end.`, 'Show the image again.');
    });
  return {
    open: () => whileNeeded(() => ask('labels.open', { id })),
    tiles: (at) => whileNeeded(async () => unpacked(await ask('labels.tiles', { id, at }))),
    commit: ({ tiles, ...edit }) =>
      inProject(() => {
        const packed = tiles.map(({ after, ...at }) => ({ ...at, after: runsOfTile(after) }));
        return ask('labels.commit', { id, ...edit, tiles: packed });
      }),
    undo: () => inProject(async () => unpackedStep(await ask('labels.undo', { id }))),
    redo: () => inProject(async () => unpackedStep(await ask('labels.redo', { id }))),
    stepTo: (editId) => inProject(async () => unpackedStep(await ask('labels.stepTo', { id, editId }))),
  };
}

function unpacked<Reply extends { tiles: { data: Uint8Array }[] }>(reply: Reply): Reply {
  return { ...reply, tiles: reply.tiles.map((tile) => ({ ...tile, data: tileOfRuns(tile.data) })) };
}

function unpackedStep(step: SteppedLabels | null): SteppedLabels | null {
  return step === null ? null : unpacked(step);
}
