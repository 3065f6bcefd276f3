import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { EVENT_CHANNEL, REQUEST_CHANNEL } from '../shared/contract/channels';
import type { MaskwrightClient } from '../shared/contract/client';

/** What an event carries is known by its name, for which the typed client vouches. */
interface Listener {
  hear(payload: unknown): void;
}

/** The page's listeners by event, behind one listener of the channel. */
const listeners = new Map<string, Set<Listener>>();

ipcRenderer.on(EVENT_CHANNEL, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener.hear(payload);
});

const client: MaskwrightClient = {
  request: (name, input) => ipcRenderer.invoke(REQUEST_CHANNEL, name, input),
  on: (name, hear) => {
    const listener: Listener = { hear };
    const heard = listeners.get(name) ?? new Set();
    listeners.set(name, heard.add(listener));
    return () => void heard.delete(listener);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('maskwright', client);
