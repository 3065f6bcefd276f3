/** Decoded pixels, rows from the top, channels interleaved (HWC), EXIF orientation already applied, alpha dropped. */
export interface PixelImage {
  width: number;
  height: number;
  channels: number;
  /** 8: Uint8Array 0..255; 16: Uint16Array 0..65535; 32: Float32Array in the file's own units. */
  depth: 8 | 16 | 32;
  data: Uint8Array | Uint16Array | Float32Array;
}

/** One byte a pixel: 0 unpainted, 1..254 class ids, 255 void. */
export interface LabelMap {
  width: number;
  height: number;
  data: Uint8Array;
}

/** A float per pixel, row-major [height, width]. */
export interface FloatMap {
  width: number;
  height: number;
  data: Float32Array;
}

/** An image as networks and weightings read it: [height, width, channels], values in [0,1]. */
export interface UnitImage {
  width: number;
  height: number;
  channels: number;
  data: Float32Array;
}
