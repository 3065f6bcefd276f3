/**
 * Tells when the device's pixels a CSS pixel change: the window went to another screen, or the system's scale is another.
 * Sizes in CSS pixels then stay as they are, so that a ResizeObserver says nothing. The returned function ends it.
 */
export function followPixelDensity(onChange: () => void): () => void {
  let query: MediaQueryList;
  const watch = (): void => {
    query = window.matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', change);
  };
  const change = (): void => {
    query.removeEventListener('change', change);
    watch();
    onChange();
  };
  watch();
  return () => query.removeEventListener('change', change);
}
