import { create } from 'zustand';

interface DisplayState {
  /** 1 leaves the picture as it is. */
  brightness: number;
  contrast: number;
}

const asItIs: DisplayState = { brightness: 1, contrast: 1 };

/** How the picture is looked at on Paint; the pixels that train are not touched. Of this window only. */
export const useDisplay = create<DisplayState>()(() => asItIs);

export function setDisplay(part: Partial<DisplayState>): void {
  useDisplay.setState(part);
}

export function resetDisplay(): void {
  useDisplay.setState(asItIs);
}

export function isAsItIs({ brightness, contrast }: DisplayState): boolean {
  return brightness === asItIs.brightness && contrast === asItIs.contrast;
}
