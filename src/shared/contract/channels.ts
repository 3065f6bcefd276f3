/** The two channels of the window's IPC. Apart from the schemas, so that the preload stays without them. */
export const REQUEST_CHANNEL = 'maskwright:request';
export const EVENT_CHANNEL = 'maskwright:event';

/** Address of a rendition, for `<img>`. `version` makes the address change with the picture. */
export function imageAddress(owner: string, id: string, maxSidePx: number, version: string): string {
  return `image://${owner}/${id}/${maxSidePx}?${version}`;
}

/** Longest side of the largest rendition, pixels: what one picture on the screen can hold. */
export const WHOLE_PX = 8192;

/** Address of a tile of the same image's pyramid. @param level 0 in full size */
export function tileAddress(address: string, level: number, x: number, y: number): string {
  return address.replace(/\/\d+\?/, `/tile/${level}/${x}/${y}?`);
}

/** The address of another rendition of the same image. */
export function sizedImageAddress(address: string, maxSidePx: number): string {
  return address.replace(/\/\d+\?/, `/${maxSidePx}?`);
}
