import type { inspectRequests } from '../../shared/contract/inspect';
import { imageRow } from '../images/image-words';
import { InspectDesk } from '../inspect/inspect-desk';
import { InspectSearch } from '../inspect/inspect-search';
import { type InspectParts, InspectSubjects } from '../inspect/subjects';
import { tellWindow } from '../window-events';
import type { Handlers } from './handler';
import { perOpening } from './per-opening';

export const inspectHandlers: Handlers<keyof typeof inspectRequests> = {
  'inspect.layer': ({ layer, ...wanted }, context) => inspecting(context).desk.layer(wanted, layer),
  'inspect.layers': (network, context) => inspecting(context).desk.layers(network),
  'inspect.at': ({ x, y, ...wanted }, context) => inspecting(context).desk.at(wanted, x, y),
  'inspect.image': (wanted, context) => inspecting(context).desk.image(wanted),
  'inspect.set': (network, context) => inspecting(context).desk.set(network),
  'inspect.cancelSet': (_input, context) => {
    inspecting(context).desk.cancelSet();
    return null;
  },
  'inspect.doubts': (network, context) => inspecting(context).search.doubts(network),
  'inspect.paintNext': (network, context) => inspecting(context).search.paintNext(network),
  'inspect.cancelSearch': (_input, context) => {
    inspecting(context).search.cancel();
    return null;
  },
  'inspect.judge': async (region, { project }) => {
    const { id } = await project.requireWritable().store.judgements.add(region);
    return { judgement: id };
  },
  'inspect.unjudge': async ({ judgement }, { project }) => {
    await project.requireWritable().store.judgements.remove(judgement);
    return null;
  },
};

const inspecting = perOpening(({ store, facts, left }, { window, app }) => {
  const parts: InspectParts = {
    store,
    engine: app.engine,
    cacheFolder: app.folders.cache,
    thumbnailOf: (record) => imageRow(record, facts.id).thumbnail,
    onSetProgress: (progress) => tellWindow(window, 'inspect.setProgress', progress),
    onSearchProgress: (progress) => tellWindow(window, 'inspect.searchProgress', progress),
  };
  const subjects = new InspectSubjects(parts);
  const desk = new InspectDesk(parts, subjects);
  const search = new InspectSearch(parts, subjects);
  // Scores are shown beside the project's images alone; an export goes on, since its files are for elsewhere.
  left.addEventListener('abort', () => {
    desk.cancelSet();
    search.cancel();
  });
  return { desk, search };
});
