import { useApp } from './app-state';

/** A shortcut as this system writes it: `Ctrl+O` here, `⌘O` on a Mac. */
export function keysText(keys: string): string {
  if (useApp.getState().facts?.platform !== 'darwin') return keys;
  return keys.replace('Ctrl+', '⌘').replace('Shift+', '⇧').replace('Delete', '⌫');
}

/** Whether keys are being typed into a field, where single letters belong to the field. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
