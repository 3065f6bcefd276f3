import type { engineRequests } from '../../shared/contract/engine';
import type { Handlers } from './handler';

export const engineHandlers: Handlers<keyof typeof engineRequests> = {
  'engine.state': (_input, { app }) => app.engine.state,
  'engine.restart': (_input, { app }) => {
    app.engine.restart();
    return null;
  },
};
