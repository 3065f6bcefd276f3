import { app, type IpcMainInvokeEvent, type Session, type WebContents } from 'electron';
import { APP_ORIGIN, isOwnAddress } from './own-addresses';

/** Refuses what no window of this app ever needs: permissions, the network, downloads. */
export function hardenSession(session: Session, devServer: string | undefined): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwnAddress(details.url, devServer) });
  });
}

/** Holds every page, also one that is made later, where it is: no navigation, no second window, no webview. */
export function holdPages(): void {
  app.on('web-contents-created', (_event, contents) => holdPage(contents));
}

function holdPage(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** A request counts only from the main frame of a window of ours that still shows our page. */
export function isTrustedSender(
  event: IpcMainInvokeEvent,
  contents: WebContents,
  devServer: string | undefined,
): boolean {
  const frame = event.senderFrame;
  if (event.sender !== contents || frame === null || frame !== contents.mainFrame) return false;
  const origin = URL.canParse(frame.url) ? new URL(frame.url) : null;
  if (origin === null) return false;
  if (devServer !== undefined && origin.host === new URL(devServer).host) return true;
  return `${origin.protocol}//${origin.host}` === APP_ORIGIN;
}
