import { join } from 'node:path';
import type { weightRequests } from '../../shared/contract/weights';
import { projectSplit } from '../../shared/training/training-set';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import { WindowWeights } from '../weights/window-weights';
import type { WindowContext } from '../window-context';
import type { Handlers } from './handler';

/** One an opening of a project, as its store is. */
const weights = new WeakMap<Remote<ProjectStore>, WindowWeights>();

export const weightHandlers: Handlers<keyof typeof weightRequests> = {
  'weights.preview': (wanted, context) => weightsOf(context).preview(wanted),
  'weights.at': ({ x, y, ...wanted }, context) => weightsOf(context).at(wanted, x, y),
};

function weightsOf({ project, app }: WindowContext): WindowWeights {
  const { store, facts } = project.require();
  const known = weights.get(store);
  if (known !== undefined) return known;
  const made = new WindowWeights({
    store,
    engine: app.engine,
    choice: async () => (await app.workspaces.read(facts.id)).runForm?.config ?? projectSplit,
    cacheFolder: join(app.folders.cache, 'maps'),
  });
  weights.set(store, made);
  return made;
}
