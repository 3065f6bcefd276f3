import type { ColourChange } from '../../../shared/training/augmentation';
import type { RandomStream } from '../../../shared/training/random';

/** Steps of the table that stands for x^gamma between 0 and 1; values between are interpolated. */
const gammaSteps = 4096;

/**
 * Changes the values of a patch in place: `clamp((x^gamma - m) contrast + m + brightness + noise, 0, 1)` with m the mean
 * of x^gamma over the patch and noise normal with the given standard deviation, drawn per value.
 * @param image values in [0,1]
 */
export function changeColours(image: Float32Array, change: ColourChange, random: RandomStream): void {
  const { gamma, contrast, brightness, noise } = change;
  if (gamma !== 1) applyGamma(image, gamma);
  if (contrast === 1 && brightness === 0 && noise === 0) return;
  const mean = contrast === 1 ? 0 : meanOf(image);
  const offset = mean - mean * contrast + brightness;
  for (let i = 0; i < image.length; i++) image[i] = image[i] * contrast + offset;
  if (noise > 0) addNoise(image, noise, random);
  for (let i = 0; i < image.length; i++) image[i] = Math.min(1, Math.max(0, image[i]));
}

function applyGamma(image: Float32Array, gamma: number): void {
  const table = Float64Array.from({ length: gammaSteps + 2 }, (_, i) => (i / gammaSteps) ** gamma);
  for (let i = 0; i < image.length; i++) {
    const at = image[i] * gammaSteps;
    const below = Math.floor(at);
    image[i] = table[below] + (at - below) * (table[below + 1] - table[below]);
  }
}

/** Pairs of normal numbers by Box and Muller (1958). */
function addNoise(image: Float32Array, deviation: number, random: RandomStream): void {
  for (let i = 0; i < image.length; i += 2) {
    const radius = deviation * Math.sqrt(-2 * Math.log((random.bits() + 1) / 4_294_967_296));
    const angle = (random.bits() / 4_294_967_296) * 2 * Math.PI;
    image[i] += radius * Math.cos(angle);
    if (i + 1 < image.length) image[i + 1] += radius * Math.sin(angle);
  }
}

function meanOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
