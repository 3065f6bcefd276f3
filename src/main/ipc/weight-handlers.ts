import { join } from 'node:path';
import type { weightRequests } from '../../shared/contract/weights';
import { projectSplit } from '../../shared/training/training-set';
import { WindowWeights } from '../weights/window-weights';
import { wholePath } from '../whole-path';
import type { Handlers } from './handler';
import { perOpening } from './per-opening';

export const weightHandlers: Handlers<keyof typeof weightRequests> = {
  'weights.preview': (wanted, context) => weightsOf(context).preview(wanted),
  'weights.small': ({ pixels, ...wanted }, context) => weightsOf(context).small(wanted, pixels),
  'weights.save': ({ images, weighting, format, folder }, context) =>
    weightsOf(context).save(images, weighting, format, wholePath(folder)),
  'weights.ownPresets': (_input, { app }) => [...app.settings.ownPresets],
  'weights.keepOwnPresets': async ({ presets }, { app }) => {
    await app.settings.setOwnPresets(presets);
    return null;
  },
  'weights.at': ({ x, y, ...wanted }, context) => weightsOf(context).at(wanted, x, y),
};

const weightsOf = perOpening(
  ({ store, facts }, { app }) =>
    new WindowWeights({
      store,
      engine: app.engine,
      choice: async () => (await app.workspaces.read(facts.id)).runForm?.config ?? projectSplit,
      cacheFolder: join(app.folders.cache, 'maps'),
    }),
);
