import { useMemo } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import type { DisplayWindow } from '../../shared/images/display-window';
import { windowText } from '../../shared/images/window-text';
import { useWorkspace } from '../app/workspace';

/** Whether an image has more values than a screen shows, so that a window on them is chosen. */
export function isDeep({ depth }: Pick<ImageRow, 'depth'>): boolean {
  return depth > 8;
}

/**
 * The image with its picture under the project's window and gamma, which is made from all of the values; for the screen
 * alone. Without a window the picture is as it is, and gamma is left to its layer.
 */
export function windowed(image: ImageRow, window: DisplayWindow | null, gamma: number): ImageRow {
  if (window === null || !isDeep(image)) return image;
  return { ...image, view: `${image.view}&window=${windowText({ ...window, gamma })}` };
}

export function useWindowed(image: ImageRow): ImageRow {
  const window = useWorkspace((state) => state.displayWindow);
  const gamma = useWorkspace((state) => state.display.gamma);
  return useMemo(() => windowed(image, window, gamma), [image, window, gamma]);
}

/** Whether {@link windowed} has made the picture with its gamma. */
export function useIsGammaInPicture(image: ImageRow): boolean {
  return useWorkspace((state) => state.displayWindow !== null) && isDeep(image);
}
