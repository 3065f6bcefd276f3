import type { BrowserWindow } from 'electron';
import log from 'electron-log/main';

const MOST_RELOADS = 3;
const WITHIN_MS = 60_000;

/**
 * Loads a window's page anew when its process has crashed or was killed. Nothing is lost by it: the project stays open
 * in main, and what was acknowledged is on disk. A page that keeps crashing is left alone after three times a minute.
 */
export function reloadCrashedPage(window: BrowserWindow): void {
  let reloadsMs: number[] = [];
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const nowMs = Date.now();
    reloadsMs = [...reloadsMs.filter((atMs) => nowMs - atMs < WITHIN_MS), nowMs];
    log.error(`The window's page ended: ${reason}, ${exitCode}.`);
    if (reloadsMs.length <= MOST_RELOADS) window.webContents.reload();
  });
}
