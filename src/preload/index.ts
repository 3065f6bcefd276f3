import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { EVENT_CHANNEL, REQUEST_CHANNEL } from '../shared/contract/channels';
import type { MaskwrightClient } from '../shared/contract/client';

/** What an event carries is known by its name, which the typed client vouches for. */
type Listener = (payload: never) => void;

/** The page's listeners by event, behind one listener of the channel. */
const listeners = new Map<string, Set<Listener>>();

ipcRenderer.on(EVENT_CHANNEL, (_event, name: string, payload: never) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

const client: MaskwrightClient = {
  request: (name, input) => ipcRenderer.invoke(REQUEST_CHANNEL, name, input),
  on: (name, listener) => {
    const hear = (payload: Parameters<typeof listener>[0]): void => listener(payload);
    const heard = listeners.get(name) ?? new Set();
    listeners.set(name, heard.add(hear));
    return () => void heard.delete(hear);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('maskwright', client);
