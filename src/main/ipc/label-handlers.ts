import type { labelRequests } from '../../shared/contract/labels';
import { tileOfRuns } from '../../shared/labels/tile-runs';
import { followStep } from '../labels/follow-step';
import { labelState, openedLabels, packedTiles, steppedLabels } from '../labels/label-words';
import { tellPainted } from '../labels/painted-news';
import { tellUnsaved } from '../labels/unsaved-strokes';
import type { HistoryStep } from '../store/history-records';
import type { WindowContext } from '../window-context';
import type { Handlers } from './handler';

export const labelHandlers: Handlers<keyof typeof labelRequests> = {
  'labels.open': async ({ id, plane }, { project }) => {
    const { store, facts } = project.require();
    return openedLabels(await store[plane].open(id), facts.isReadOnly ? facts.name : null);
  },
  'labels.tiles': async ({ id, plane, at }, { project }) => {
    const { labelRevision, tiles } = await project.require().store[plane].tilesNow(id, at);
    return { revision: labelRevision, tiles: packedTiles(tiles) };
  },
  'labels.commit': async ({ id, plane, tiles, ...part }, { project }) => {
    const edit = { ...part, tiles: tiles.map(({ after, ...at }) => ({ ...at, after: tileOfRuns(after) })) };
    const committed = await project.requireWritable().store[plane].commitPart(id, edit);
    if (plane === 'labels' && committed.changedPixels > 0) tellPainted(project);
    return { ...labelState(committed), changedPixels: committed.changedPixels };
  },
  'labels.undo': ({ id, plane }, context) => stepped(context.project.requireWritable().store[plane].undo(id), context),
  'labels.redo': ({ id, plane }, context) => stepped(context.project.requireWritable().store[plane].redo(id), context),
  'labels.stepTo': ({ id, plane, editId }, context) =>
    stepped(context.project.requireWritable().store[plane].stepTo(id, editId), context),
  'labels.tellUnsaved': ({ names }, { window }) => {
    tellUnsaved(window, names);
    return null;
  },
  'labels.history': async ({ id, plane, from, limit }, { project }) => {
    const { entries, ...page } = await project.require().store[plane].history(id, from, limit);
    return { ...page, rows: entries };
  },
  'labels.stepPictures': ({ id, plane, editIds }, { project }) =>
    project.require().store[plane].stepPictures(id, editIds),
};

async function stepped(done: Promise<HistoryStep | null>, context: WindowContext) {
  const step = await done;
  if (step === null) return null;
  followStep(step, context);
  return steppedLabels(step);
}
