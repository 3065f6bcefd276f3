import { Blend, Brush, FileInput, type LucideIcon, Tags } from 'lucide-react';
import type { HistoryRow } from '../../shared/contract/labels';
import { toolEntries } from './paint-tools';
import { regionActEntries } from './region-act-entries';

/** Longer names first, since some begin with others: `Fill holes` with `Fill`, `Eraser` with `Erase`. */
const signs: readonly { name: string; icon: LucideIcon }[] = [
  ...toolEntries,
  ...Object.values(regionActEntries).map(({ name }) => ({ name, icon: Blend })),
].sort((a, b) => b.name.length - a.name.length);

/** Each act has the icon of its tool, whose name its own begins with. */
export function historyIcon({ kind, label }: Pick<HistoryRow, 'kind' | 'label'>): LucideIcon {
  switch (kind) {
    case 'stroke':
    case 'polygon':
    case 'fill':
    case 'other':
      return signs.find(({ name }) => label.startsWith(name))?.icon ?? Brush;
    case 'remove-class':
    case 'restore-class':
      return Tags;
    default:
      return FileInput;
  }
}
