import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { EVENT_CHANNEL, REQUEST_CHANNEL } from '../shared/contract/channels';
import type { MaskwrightClient } from '../shared/contract/client';

const client: MaskwrightClient = {
  request: (name, input) => ipcRenderer.invoke(REQUEST_CHANNEL, name, input),
  on: (name, listener) => {
    const hear = (_event: IpcRendererEvent, heard: string, payload: Parameters<typeof listener>[0]): void => {
      if (heard === name) listener(payload);
    };
    ipcRenderer.on(EVENT_CHANNEL, hear);
    return () => void ipcRenderer.removeListener(EVENT_CHANNEL, hear);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('maskwright', client);
