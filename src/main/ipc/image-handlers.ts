import { shell } from 'electron';
import type { imageRequests } from '../../shared/contract/images';
import { countByFilter, storeFilter } from '../images/image-query';
import { imageDetails, imageRow } from '../images/image-words';
import type { Handlers } from './handler';

export const imageHandlers: Handlers<keyof typeof imageRequests> = {
  'images.count': ({ search }, { project }) => countByFilter(project.require().store, search),
  'images.page': async ({ query, offset, limit }, { project }) => {
    const { store, facts } = project.require();
    const records = await store.images.list({ ...storeFilter(query), offset, limit });
    return records.map((record) => imageRow(record, facts.id));
  },
  'images.ids': async ({ query, offset, limit }, { project }) =>
    project.require().store.images.ids({ ...storeFilter(query), offset, limit }),
  'images.details': async ({ id }, { project }) => {
    const { store, facts } = project.require();
    const [record, classes] = await Promise.all([store.images.get(id), store.classes.list()]);
    return imageDetails(record, classes, facts.id);
  },
  'images.look': ({ id }, { project }) => {
    project.lookedAt(id);
    return null;
  },
  'images.statistics': async (_input, { project }) => {
    const { splits, totalPixels, runs: _runs, ...counts } = await project.require().store.project.statistics();
    return { ...counts, pixels: totalPixels, ...splits };
  },
  'images.add': ({ paths }, { project }) => {
    project.requireWritable().addJob.add(paths);
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
  'images.verify': async (_input, { project }) => {
    await project.verify();
    return null;
  },
  'images.refresh': async ({ id }, { project, app }) => {
    const { store } = project.requireWritable();
    const { path } = await store.images.get(id);
    const { notices: _notices, hasAlpha: _hasAlpha, ...file } = await app.engine.call('inspectFile', { path });
    await store.images.refresh(id, { ...file, path });
    project.imagesChanged();
    return null;
  },
  'images.reveal': async ({ id }, { project }) => {
    shell.showItemInFolder((await project.require().store.images.get(id)).path);
    return null;
  },
};
