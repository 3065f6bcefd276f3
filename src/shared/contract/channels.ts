/** The two channels of the window's IPC. Apart from the schemas, so that the preload stays without them. */
export const REQUEST_CHANNEL = 'maskwright:request';
export const EVENT_CHANNEL = 'maskwright:event';

/** Address of a rendition, for `<img>`. `version` makes the address change with the picture. */
export function imageAddress(owner: string, id: string, maxSidePx: number, version: string): string {
  return `image://${owner}/${id}/${maxSidePx}?${version}`;
}
