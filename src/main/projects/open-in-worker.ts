import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import { StoreClient } from '../store/store-client';
import type { OpenedStore, StoreOpener } from './store-opener';

const PROGRAM = 'Maskwright';

/** Each open project has a store worker of its own, so that two windows never wait for each other. */
export const openInWorker: StoreOpener = {
  open: (folder, mode) => started((client) => client.openProject(folder, { mode, program: PROGRAM })),
  create: (folder, settings) => started((client) => client.createProject(folder, settings, { program: PROGRAM })),
};

async function started(open: (client: StoreClient) => Promise<Remote<ProjectStore>>): Promise<OpenedStore> {
  const client = new StoreClient();
  try {
    return { store: await open(client), end: () => client.end() };
  } catch (error) {
    await client.end();
    throw error;
  }
}
