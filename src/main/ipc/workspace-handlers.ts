import type { workspaceRequests } from '../../shared/contract/workspace';
import type { Handlers } from './handler';

export const workspaceHandlers: Handlers<keyof typeof workspaceRequests> = {
  'workspace.read': (_input, { app, project }) => app.workspaces.read(project.require().facts.id),
  'workspace.keep': async (change, { app, project }) => {
    await app.workspaces.keep(project.require().facts.id, change);
    return null;
  },
};
