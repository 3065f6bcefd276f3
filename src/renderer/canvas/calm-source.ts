import type { LabelSource, PixelRect } from './label-source';

/**
 * The same labels for one who looks at them now and then: what changes is told together after a while, so that a stroke
 * does no work there. @param waitMs from the first change on
 */
export function calmSource(source: LabelSource, waitMs: number): LabelSource {
  return {
    width: source.width,
    height: source.height,
    tile: (key) => source.tile(key),
    watch(onChange) {
      let dirty: PixelRect | null = null;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const tell = (): void => {
        const told = dirty;
        dirty = null;
        if (told !== null) onChange(told);
      };
      const unwatch = source.watch((rect) => {
        if (dirty === null) timer = setTimeout(tell, waitMs);
        dirty = dirty === null ? rect : around(dirty, rect);
      });
      return () => {
        unwatch();
        clearTimeout(timer);
      };
    },
  };
}

function around(a: PixelRect, b: PixelRect): PixelRect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
