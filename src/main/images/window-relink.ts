import type { OpenParts } from '../projects/window-project';
import type { WindowContext } from '../window-context';
import { tellWindow } from '../window-events';
import { RelinkJob } from './relink-job';

const jobs = new WeakMap<OpenParts['store'], RelinkJob>();

/** The search for missing files of the project that a window shows. @throws Problem `no-project` */
export function relinkJob({ window, project, app }: WindowContext): RelinkJob {
  const { store } = project.require();
  const known = jobs.get(store);
  if (known !== undefined) return known;
  const job = new RelinkJob({
    engine: app.engine,
    images: store.images,
    onState: (state) => tellWindow(window, 'images.relinkChanged', state),
    onRelinked: () => project.imagesChanged(),
  });
  jobs.set(store, job);
  return job;
}
