import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The standard roles only, so that copying, pasting, zooming and full screen have the keys of the system. Hidden on
 * Windows and Linux; the window's own controls are on the screen.
 */
export function setMenu(platform: NodeJS.Platform): void {
  const first: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...first,
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
          { role: 'toggleDevTools' },
        ],
      },
      { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'close' }, { role: 'quit' }] },
    ]),
  );
}
