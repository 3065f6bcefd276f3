import { type BrowserWindow, dialog } from 'electron';
import { unsavedSentence } from './unsaved-sentence';

/** What the page says, by window: names of images with strokes that could not be saved. */
const unsaved = new WeakMap<BrowserWindow, readonly string[]>();

export function tellUnsaved(window: BrowserWindow, names: readonly string[]): void {
  unsaved.set(window, names);
}

/**
 * Holds a window that is being closed or reloaded while its page has strokes that are not saved. Where saving is only
 * under way the page closes itself once it is done; where it failed, the person decides.
 */
export function guardUnsavedStrokes(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const names = unsaved.get(window) ?? [];
    if (names.length === 0) return;
    const chosen = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: unsavedSentence(names),
      detail: 'Stay to see why and to try again. Everything else is saved.',
      buttons: ['Stay', 'Close and lose them'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    // Preventing the event lets the page go.
    if (chosen === 1) event.preventDefault();
  });
  window.webContents.on('render-process-gone', () => unsaved.delete(window));
}
