import type { BrowserWindow } from 'electron';
import { EVENT_CHANNEL } from '../shared/contract/channels';
import type { EventName, EventPayload } from '../shared/contract/index';

/** Sends an event to one window; one that is closed already hears nothing. */
export function tellWindow<Name extends EventName>(
  window: BrowserWindow,
  name: Name,
  payload: EventPayload<Name>,
): void {
  if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, name, payload);
}
