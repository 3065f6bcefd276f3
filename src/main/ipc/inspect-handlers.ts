import type { inspectRequests } from '../../shared/contract/inspect';
import { imageRow } from '../images/image-words';
import { InspectDesk } from '../inspect/inspect-desk';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { WindowContext } from '../window-context';
import { tellWindow } from '../window-events';
import type { Handlers } from './handler';

/** One an opening of a project, as its store is. */
const desks = new WeakMap<Remote<ProjectStore>, InspectDesk>();

export const inspectHandlers: Handlers<keyof typeof inspectRequests> = {
  'inspect.layer': ({ layer, ...wanted }, context) => deskOf(context).layer(wanted, layer),
  'inspect.at': ({ x, y, ...wanted }, context) => deskOf(context).at(wanted, x, y),
  'inspect.image': (wanted, context) => deskOf(context).image(wanted),
  'inspect.set': (network, context) => deskOf(context).set(network),
  'inspect.cancelSet': (_input, context) => {
    deskOf(context).cancelSet();
    return null;
  },
};

function deskOf({ window, project, app }: WindowContext): InspectDesk {
  const { store, facts } = project.require();
  const known = desks.get(store);
  if (known !== undefined) return known;
  const made = new InspectDesk({
    store,
    engine: app.engine,
    cacheFolder: app.folders.cache,
    thumbnailOf: (record) => imageRow(record, facts.id).thumbnail,
    onSetProgress: (progress) => tellWindow(window, 'inspect.setProgress', progress),
  });
  desks.set(store, made);
  return made;
}
