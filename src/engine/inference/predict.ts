/** Class probabilities of one image, row-major [height, width, classCount], summing to 1 at each pixel. */
export interface Probabilities {
  width: number;
  height: number;
  classCount: number;
  data: Float32Array;
}

export interface PredictOptions {
  /** Images of up to so many pixels go through the network whole; larger ones by overlapping tiles. */
  wholePixels?: number;
  signal?: AbortSignal;
}
