import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { engineExportRequests } from '../../shared/contract/engine-export';
import type { EngineHandlers } from '../worker-handlers';

/** One at a time: an export that was stopped removes what it wrote before the next may write to the same place. */
let underWay: Promise<unknown> = Promise.resolve();

function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const done = underWay.then(work);
  underWay = done.catch(() => undefined);
  return done;
}

export const exportHandlers: EngineHandlers<keyof typeof engineExportRequests> = {
  exportCard: async ({ runFolder, checkpoint }) => {
    const { draftCard } = await import('../export/savedmodel');
    return { card: await draftCard(runFolder, checkpoint) };
  },
  exportModel: async ({ runFolder, checkpoint, folder }, signal, report) => {
    const { exportSavedModel } = await import('../export/savedmodel');
    const options = { runFolder, which: checkpoint, out: folder, signal, onProgress: report };
    const { files, ...result } = await inTurn(() => exportSavedModel(options));
    const sized = files.map(async (file) => ({
      name: relative(folder, file).replaceAll(sep, '/'),
      bytes: (await stat(file)).size,
    }));
    return { folder, files: await Promise.all(sized), ...result };
  },
};
