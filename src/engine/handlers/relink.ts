import type { engineRelink } from '../../shared/contract/engine-relink';
import { findMoved } from '../relink/find-moved';
import type { EngineHandlers } from '../worker-handlers';

export const relinkHandlers: EngineHandlers<keyof typeof engineRelink> = {
  findMoved: ({ folder, wanted }, signal, report) =>
    findMoved(folder, wanted, signal, (done, total) => report({ done, total })),
};
