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
  'labels.open': async ({ id }, { project }) => {
    const { store, facts } = project.require();
    return openedLabels(await store.labels.open(id), facts.isReadOnly ? facts.name : null);
  },
  'labels.tiles': async ({ id, at }, { project }) => {
    const { labelRevision, tiles } = await project.require().store.labels.tilesNow(id, at);
    return { revision: labelRevision, tiles: packedTiles(tiles) };
  },
  'labels.commit': async ({ id, tiles, ...part }, { project }) => {
    const edit = { ...part, tiles: tiles.map(({ after, ...at }) => ({ ...at, after: tileOfRuns(after) })) };
    const committed = await project.requireWritable().store.labels.commitPart(id, edit);
    if (committed.changedPixels > 0) tellPainted(project);
    return { ...labelState(committed), changedPixels: committed.changedPixels };
  },
  'labels.undo': ({ id }, context) => stepped(context.project.requireWritable().store.labels.undo(id), context),
  'labels.redo': ({ id }, context) => stepped(context.project.requireWritable().store.labels.redo(id), context),
  'labels.stepTo': ({ id, editId }, context) =>
    stepped(context.project.requireWritable().store.labels.stepTo(id, editId), context),
  'labels.tellUnsaved': ({ names }, { window }) => {
    tellUnsaved(window, names);
    return null;
  },
  'labels.history': async ({ id, from, limit }, { project }) => {
    const { entries, ...page } = await project.require().store.labels.history(id, from, limit);
    return { ...page, rows: entries };
  },
  'labels.stepPictures': ({ id, editIds }, { project }) => project.require().store.labels.stepPictures(id, editIds),
};

async function stepped(done: Promise<HistoryStep | null>, context: WindowContext) {
  const step = await done;
  if (step === null) return null;
  followStep(step, context);
  return steppedLabels(step);
}
