import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { engineExportRequests } from '../../shared/contract/engine-export';
import type { EngineHandlers } from '../worker-handlers';

export const exportHandlers: EngineHandlers<keyof typeof engineExportRequests> = {
  exportCard: async ({ runFolder, checkpoint }) => {
    const { draftCard } = await import('../export/savedmodel');
    return { card: await draftCard(runFolder, checkpoint) };
  },
  exportModel: async ({ runFolder, checkpoint, folder }, signal, report) => {
    const { exportSavedModel } = await import('../export/savedmodel');
    const { files, ...result } = await exportSavedModel({
      runFolder,
      which: checkpoint,
      out: folder,
      signal,
      onProgress: report,
    });
    const sized = files.map(async (file) => ({
      name: relative(folder, file).replaceAll(sep, '/'),
      bytes: (await stat(file)).size,
    }));
    return { folder, files: await Promise.all(sized), ...result };
  },
};
