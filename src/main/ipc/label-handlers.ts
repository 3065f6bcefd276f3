import type { labelRequests } from '../../shared/contract/labels';
import type { ImageId } from '../../shared/ids';
import { followStep } from '../labels/follow-step';
import { labelState, openedLabels, steppedLabels } from '../labels/label-words';
import { tellPainted } from '../labels/painted-news';
import { tellUnsaved } from '../labels/unsaved-strokes';
import type { HistoryStep } from '../store/records';
import type { WindowContext } from '../window-context';
import type { Handlers } from './handler';

export const labelHandlers: Handlers<keyof typeof labelRequests> = {
  'labels.open': async ({ id }, { project }) => {
    const { store, facts } = project.require();
    return openedLabels(await store.labels.open(id), facts.isReadOnly ? facts.name : null);
  },
  'labels.tiles': async ({ id, at }, { project }) => {
    const { labelRevision, tiles } = await project.require().store.labels.tilesNow(id, at);
    return { revision: labelRevision, tiles };
  },
  'labels.commit': async ({ id, ...part }, { project }) => {
    const committed = await project.requireWritable().store.labels.commitPart(id, part);
    if (committed.changedPixels > 0) tellPainted(project);
    return { ...labelState(committed), changedPixels: committed.changedPixels };
  },
  'labels.undo': ({ id }, context) => stepped(context.project.requireWritable().store.labels.undo(id), id, context),
  'labels.redo': ({ id }, context) => stepped(context.project.requireWritable().store.labels.redo(id), id, context),
  'labels.tellUnsaved': ({ names }, { window }) => {
    tellUnsaved(window, names);
    return null;
  },
  'labels.history': ({ id, limit }, { project }) => project.require().store.labels.history(id, limit),
};

async function stepped(done: Promise<HistoryStep | null>, id: ImageId, context: WindowContext) {
  const step = await done;
  if (step === null) return null;
  followStep(step, id, context);
  return steppedLabels(step, id);
}
