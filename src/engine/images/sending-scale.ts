/** More no screen shows, and sending it takes longer than making it: 16 megapixels. */
const MOST_SENT_PIXELS = 2 ** 24;

/**
 * Image pixels a side that one value of a map stands for when the map is sent to the window: 1 where it is small enough,
 * else the least whole factor.
 */
export function sendingScale(
  { width, height }: { width: number; height: number },
  mostPixels: number = MOST_SENT_PIXELS,
): number {
  let scale = 1;
  while (Math.ceil(width / scale) * Math.ceil(height / scale) > mostPixels) scale++;
  return scale;
}
