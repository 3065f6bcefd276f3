import { overlayRoot } from '../components/overlay-root';
import { useApp } from './app-state';

/** A shortcut as this system writes it: `Ctrl+O` here, `⌘O` on a Mac. */
export function keysText(keys: string): string {
  if (useApp.getState().facts?.platform !== 'darwin') return keys;
  return keys.replace('Ctrl+', '⌘').replace('Shift+', '⇧').replace('Alt+', '⌥').replace('Delete', '⌫');
}

/** Whether words are being typed into a field, where single letters belong to the field. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches(
    'textarea, select, [contenteditable], input:not([type=range], [type=checkbox], [type=radio], [type=color])',
  );
}

/** Whether the target moves or chooses by arrows and Enter itself. */
export function isChoosing(target: EventTarget | null): boolean {
  const own =
    'button, a, input, select, textarea, [role=slider], [role=grid], [role=listbox], [role=menu], [role=radiogroup], [role=tablist]';
  return target instanceof HTMLElement && target.closest(own) !== null;
}

/** A menu, a list or a dialog is open over the screen. */
export function isOverlayOpen(): boolean {
  return overlayRoot().querySelector('[role=dialog], [role=alertdialog], [role=menu], .menu[role=listbox]') !== null;
}
