import { join, normalize, sep } from 'node:path';

export const APP_HOST = 'maskwright';
export const APP_ORIGIN = `app://${APP_HOST}`;

/** Addresses that a window may load at all: its own files and renditions. */
const ownSchemes = new Set(['app:', 'image:', 'devtools:', 'blob:']);

/** @param devServer address of the development server, where there is one */
export function isOwnAddress(url: string, devServer: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  if (ownSchemes.has(protocol)) return true;
  return devServer !== undefined && host === new URL(devServer).host;
}

/** The file of an address's path, or null where that would lead out of the folder. */
export function fileInside(folder: string, pathname: string): string | null {
  let wanted: string;
  try {
    wanted = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (wanted.includes('\0')) return null;
  const path = normalize(join(folder, wanted === '/' ? 'index.html' : wanted));
  return path.startsWith(normalize(folder) + sep) ? path : null;
}
