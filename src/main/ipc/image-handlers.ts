import { join } from 'node:path';
import { shell } from 'electron';
import type { imageRequests } from '../../shared/contract/images';
import { pageFacts } from '../../shared/images/file-images';
import { partFields } from '../../shared/images/image-part';
import { channelGroups } from '../images/channel-groups';
import { countByFilter, storeFilter } from '../images/image-query';
import { imageDetails, imageRow, imageValues, sessionRow } from '../images/image-words';
import { keepLooks } from '../images/look-hashes';
import { RelinkJob } from '../images/relink-job';
import { tellWindow } from '../window-events';
import type { Handlers } from './handler';
import { perOpening } from './per-opening';

export const imageHandlers: Handlers<keyof typeof imageRequests> = {
  'images.count': (choice, { project }) => countByFilter(project.require().store, choice),
  'images.page': async ({ query, offset, limit }, { project }) => {
    const { store, facts } = project.require();
    const records = await store.images.list({ ...storeFilter(query), offset, limit });
    return records.map((record) => imageRow(record, facts.id));
  },
  'images.ids': async ({ query, offset, limit }, { project }) =>
    project.require().store.images.ids({ ...storeFilter(query), offset, limit }),
  'images.placeOf': async ({ query, id }, { project }) => ({
    place: await project.require().store.images.placeOf(id, storeFilter(query)),
  }),
  'images.details': async ({ id }, { project }) => {
    const { store, facts } = project.require();
    const [record, classes] = await Promise.all([store.images.get(id), store.classes.list()]);
    return imageDetails(record, classes, facts.id);
  },
  'images.values': async ({ id }, { project, app }) => {
    const image = await project.require().store.images.get(id);
    return imageValues((await app.engine.call('valueRange', { path: image.path, ...partFields(image) })).channels);
  },
  'images.pixels': async ({ id, x, y }, { project, app }) => {
    const image = await project.require().store.images.get(id);
    return app.engine.call('pixelValues', { path: image.path, ...partFields(image), x, y });
  },
  'images.channels': (_input, { project, app }) => channelGroups(project.require().store, app.engine),
  'images.chooseChannels': async ({ channels, choice }, { project }) => {
    const changed = await project.requireWritable().store.images.chooseChannels(channels, choice);
    project.imagesChanged();
    return { changed };
  },
  'images.look': ({ id }, { project }) => {
    project.lookedAt(id);
    // A file that is slow to ask about, on a share, must not hold up the look.
    void project.verifyOne(id);
    return null;
  },
  'images.statistics': async (_input, { project }) => {
    const { splits, totalPixels, runs: _runs, ...counts } = await project.require().store.project.statistics();
    return { ...counts, pixels: totalPixels, ...splits };
  },
  'images.add': ({ paths }, { project }) => {
    const { addJob, store } = project.requireWritable();
    addJob.add(paths);
    void store.sessions.touch().catch(() => undefined);
    return null;
  },
  'images.cancelAdd': (_input, { project }) => {
    project.require().addJob.cancel();
    return null;
  },
  'images.addState': (_input, { project }) => project.addState,
  'images.dismissNotAdded': (_input, { project }) => {
    project.require().addJob.dismiss();
    return null;
  },
  'images.remove': async ({ ids }, { project }) => {
    const removed = await project.requireWritable().store.images.remove(ids);
    project.imagesChanged();
    return { removed };
  },
  'images.restore': async ({ ids }, { project }) => {
    const restored = await project.requireWritable().store.images.restore(ids);
    project.imagesChanged();
    return { restored };
  },
  'images.setStatus': async ({ ids, status }, { project }) => {
    const before = await project.requireWritable().store.images.setStatus(ids, status);
    project.imagesChanged();
    return { before };
  },
  'images.setSplit': async ({ ids, split }, { project }) => {
    const { changed, refused, before } = await project.requireWritable().store.splits.set(ids, split);
    project.imagesChanged();
    return { changed, refused: refused.length, before };
  },
  'images.lockSplit': async ({ ids, isLocked }, { project }) => {
    const { changed, refused } = await project.requireWritable().store.splits.lock(ids, isLocked);
    project.imagesChanged();
    return { changed, refused: refused.length };
  },
  'images.previewSplit': (plan, { project }) => project.require().store.splits.preview(plan),
  'images.unhashed': async (_input, { project }) => ({ ids: await project.require().store.images.unhashed() }),
  'images.hash': async ({ ids }, { project, app }) => {
    const { store } = project.requireWritable();
    return { unread: await keepLooks(ids, store.images, app.engine, join(app.folders.cache, 'renditions')) };
  },
  'images.groupNear': ({ byLook }, { project }) => project.requireWritable().store.splits.groupNear(byLook),
  'images.assignSplit': async (plan, { project }) => {
    const assigned = await project.requireWritable().store.splits.assign(plan);
    project.imagesChanged();
    return assigned;
  },
  'images.sessions': async ({ limit }, { project }) =>
    (await project.require().store.sessions.list(limit)).map(sessionRow),
  'images.relink': async ({ folder }, context) => {
    context.project.requireWritable();
    await relinkOf(context).search(folder);
    return null;
  },
  'images.cancelRelink': (_input, context) => {
    relinkOf(context).cancel();
    return null;
  },
  'images.relinkState': (_input, context) => relinkOf(context).state,
  'images.settleReplaced': async ({ isTaken }, context) => {
    context.project.requireWritable();
    await relinkOf(context).settle(isTaken);
    return null;
  },
  'images.verify': async (_input, { project }) => {
    await project.verify();
    return null;
  },
  'images.refresh': async ({ id }, { project, app }) => {
    const { store } = project.requireWritable();
    const { path, page } = await store.images.get(id);
    await store.images.refresh(id, pageFacts(await app.engine.call('inspectFile', { path }), path, page));
    project.imagesChanged();
    return null;
  },
  'images.reveal': async ({ id }, { project }) => {
    shell.showItemInFolder((await project.require().store.images.get(id)).path);
    return null;
  },
};

const relinkOf = perOpening(({ store, left }, { window, project, app }) => {
  const job = new RelinkJob({
    engine: app.engine,
    images: store.images,
    onState: (state) => tellWindow(window, 'images.relinkChanged', state),
    onRelinked: () => project.imagesChanged(),
  });
  left.addEventListener('abort', () => job.cancel());
  return job;
});
