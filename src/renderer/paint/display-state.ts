import { create } from 'zustand';
import type { LabelStyle } from '../canvas/label-look';

interface DisplayState {
  /** 1 leaves the picture as it is. */
  brightness: number;
  contrast: number;
  gamma: number;
  labelStyle: LabelStyle;
  /** Whether the map of the whole image is unfolded; it is shown where the image does not fit the canvas. */
  isMapOpen: boolean;
}

const asItIs = { brightness: 1, contrast: 1, gamma: 1 };

/** How the picture is looked at on Paint; the pixels that train are not touched. Of this window only. */
export const useDisplay = create<DisplayState>()(() => ({ ...asItIs, labelStyle: 'fill', isMapOpen: true }));

export function setDisplay(part: Partial<DisplayState>): void {
  useDisplay.setState(part);
}

export function resetDisplay(): void {
  setDisplay(asItIs);
}

export function isAsItIs({ brightness, contrast, gamma }: DisplayState): boolean {
  return brightness === asItIs.brightness && contrast === asItIs.contrast && gamma === asItIs.gamma;
}
