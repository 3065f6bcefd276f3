import type { Command } from '../app/commands';
import { cancelExport, exportBlocked, startExport, useExport } from './export-state';

const onExport = { group: 'Export', screens: ['export'] } as const;

export const exportCommands: readonly Command[] = [
  {
    ...onExport,
    id: 'export.start',
    name: 'Export the model and verify it',
    keys: '$mod+Enter',
    blocked: exportBlocked,
    run: startExport,
  },
  {
    ...onExport,
    id: 'export.cancel',
    name: 'Stop the export',
    blocked: () => (useExport.getState().progress === null ? 'No model is being exported.' : null),
    run: cancelExport,
  },
];
