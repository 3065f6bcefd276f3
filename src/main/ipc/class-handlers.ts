import type { classRequests } from '../../shared/contract/classes';
import type { ImageId } from '../../shared/ids';
import type { WindowContext } from '../window-context';
import { tellWindow } from '../window-events';
import type { Handlers } from './handler';

export const classHandlers: Handlers<keyof typeof classRequests> = {
  'classes.list': (_input, { project }) => project.require().store.classes.list(),
  'classes.add': async (settings, context) => {
    const added = await context.project.requireWritable().store.classes.add(settings);
    tellChanged(context);
    return added;
  },
  'classes.rename': async ({ id, name }, context) => {
    const renamed = await context.project.requireWritable().store.classes.rename(id, name);
    tellChanged(context);
    return renamed;
  },
  'classes.recolor': async ({ id, color }, context) => {
    const recolored = await context.project.requireWritable().store.classes.recolor(id, color);
    tellChanged(context);
    return recolored;
  },
  'classes.reorder': async ({ ids }, context) => {
    await context.project.requireWritable().store.classes.reorder(ids);
    tellChanged(context);
    return null;
  },
  'classes.remove': async ({ id }, context) => {
    const { images, pixels } = await context.project.requireWritable().store.classes.remove(id);
    tellChanged(context, images);
    return { images, pixels };
  },
  'classes.restore': async ({ id }, context) => {
    const { images } = await context.project.requireWritable().store.classes.restore(id);
    tellChanged(context, images);
    return null;
  },
};

/** @param repainted images whose labels changed with the classes */
function tellChanged({ window, project }: WindowContext, repainted: ImageId[] = []): void {
  tellWindow(window, 'classes.changed', null);
  if (repainted.length > 0) tellWindow(window, 'labels.changed', { ids: repainted });
  // Statistics name the classes, and removing one changes what is painted.
  project.imagesChanged();
}
