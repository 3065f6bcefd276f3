/**
 * The one place that decides what is too large, for decoding, estimates, training and prediction.
 * Pixels: 2^28 (268 megapixels, 16,384 squared). Bytes of a decoded image: 1 GiB.
 */
export const MAX_IMAGE_PIXELS = 2 ** 28;
export const MAX_DECODED_BYTES = 2 ** 30;

/** A TensorFlow tensor above this ends an Electron process without an exception (electron/electron#44291). */
export const MAX_TENSOR_BYTES = 2 ** 30;

/** Allocation of an ArrayBuffer throws from this length on in Electron 33. */
export const MAX_BUFFER_BYTES = 2 ** 31 - 2;

/** Image files are read whole before they are decoded. */
export const MAX_FILE_BYTES = MAX_BUFFER_BYTES;

/** Bytes of a dense tensor of the given shape. @param bytesPerElement 1 uint8, 2 bfloat16, 4 float32 */
export function tensorBytes(shape: readonly number[], bytesPerElement: number): number {
  return shape.reduce((product, side) => product * side, bytesPerElement);
}

/** Whether TensorFlow can hold a tensor of this shape inside Electron. */
export function fitsTensor(shape: readonly number[], bytesPerElement: number): boolean {
  return tensorBytes(shape, bytesPerElement) <= MAX_TENSOR_BYTES;
}

/** Whether a typed array of so many bytes can be made. */
export function fitsBuffer(bytes: number): boolean {
  return bytes <= MAX_BUFFER_BYTES;
}

/** Whether an image may be decoded. @param channels as stored, alpha included @param bytesPerSample 1, 2 or 4 */
export function fitsDecoder(width: number, height: number, channels: number, bytesPerSample: number): boolean {
  const pixels = width * height;
  return pixels <= MAX_IMAGE_PIXELS && pixels * channels * bytesPerSample <= MAX_DECODED_BYTES;
}
