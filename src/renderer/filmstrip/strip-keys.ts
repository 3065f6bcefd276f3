/** Side of a picture and distance from one picture's left edge to the next one's, CSS pixels. */
export const FRAME_PX = 56;
export const STEP_PX = 60;

/** The image that a key leads to from the one at `index`; null where the key moves nothing. */
export function stepped(key: string, index: number, total: number, inView: number): number | null {
  if (total === 0) return null;
  const within = (target: number): number => Math.min(total - 1, Math.max(0, target));
  switch (key) {
    case 'ArrowLeft':
      return within(index - 1);
    case 'ArrowRight':
      return within(index + 1);
    case 'PageUp':
      return within(index - inView);
    case 'PageDown':
      return within(index + inView);
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return null;
  }
}
