import type { inspectRequests } from '../../shared/contract/inspect';
import { imageRow } from '../images/image-words';
import { InspectDesk } from '../inspect/inspect-desk';
import { tellWindow } from '../window-events';
import type { Handlers } from './handler';
import { perOpening } from './per-opening';

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

const deskOf = perOpening(({ store, facts, left }, { window, app }) => {
  const desk = new InspectDesk({
    store,
    engine: app.engine,
    cacheFolder: app.folders.cache,
    thumbnailOf: (record) => imageRow(record, facts.id).thumbnail,
    onSetProgress: (progress) => tellWindow(window, 'inspect.setProgress', progress),
  });
  // Scores are shown beside the project's images alone; an export goes on, since its files are for elsewhere.
  left.addEventListener('abort', () => desk.cancelSet());
  return desk;
});
