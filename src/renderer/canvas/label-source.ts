/** Whole image pixels from (x, y), `width` by `height`. */
export interface PixelRect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Labels as the canvas reads them, wet paint included. Tiles of 256x256 bytes, keys as `tileKey` makes them. */
export interface LabelSource {
  readonly width: number;
  readonly height: number;
  /** The tile's labels as they are now; undefined where all are 0. Read often: has to be a look-up. */
  tile(key: number): Uint8Array | undefined;
  /**
   * Tells of pixels whose labels have changed, at once and as often as they do: what is told is only noted, and drawn
   * with the next frame. The returned function ends it.
   */
  watch(onChange: (dirty: PixelRect) => void): () => void;
}
