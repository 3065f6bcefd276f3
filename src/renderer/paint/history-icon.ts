import { Blend, Brush, FileInput, type LucideIcon, Tags } from 'lucide-react';
import type { HistoryRow } from '../../shared/contract/labels';
import { toolEntries } from './paint-tools';
import { regionActEntries } from './region-act-entries';

function isRegionAct(label: string): boolean {
  return Object.values(regionActEntries).some(({ name }) => label.startsWith(name));
}

/** Each act has the icon of its tool, whose name its own begins with. */
export function historyIcon({ kind, label }: Pick<HistoryRow, 'kind' | 'label'>): LucideIcon {
  switch (kind) {
    case 'stroke':
    case 'polygon':
    case 'fill':
    case 'other':
      return toolEntries.find(({ name }) => label.startsWith(name))?.icon ?? (isRegionAct(label) ? Blend : Brush);
    case 'remove-class':
    case 'restore-class':
      return Tags;
    default:
      return FileInput;
  }
}
