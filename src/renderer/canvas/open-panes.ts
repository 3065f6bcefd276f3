import type { PaneInput } from './pane-input';

/** The panes on the screen, for commands that act on whatever is under way in them. */
export const openPanes = new Set<PaneInput>();

/** Gives up what a tool is doing, e.g. a stroke whose button is still down. */
export function cancelGestures(): void {
  for (const input of openPanes) input.cancel();
}
