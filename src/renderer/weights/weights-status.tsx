import type { ReactNode } from 'react';
import { ImageStatus } from '../components/image-status';

/** The status line on Weights: image, pixel and zoom; the weight there stands beside the colour bar. */
export function WeightsStatus(): ReactNode {
  return <ImageStatus />;
}
