import { create } from 'zustand';
import type { ClassId } from '../../shared/ids';
import { openPanel } from '../app/frame-state';

interface ClassPanelState {
  /** The class whose name is being written; `new` for one that is not there yet. */
  editing: ClassId | 'new' | null;
}

export const useClassPanel = create<ClassPanelState>()(() => ({ editing: null }));

/** Opens the field for a class's name in the panel. */
export function editClass(editing: ClassId | 'new'): void {
  openPanel();
  useClassPanel.setState({ editing });
}

export function closeClassField(): void {
  useClassPanel.setState({ editing: null });
}
