import { useMemo } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import type { DisplayWindow } from '../../shared/images/display-window';
import { windowText } from '../../shared/images/window-text';
import { useWorkspace } from '../app/workspace';

/** Whether an image has more values than a screen shows, so that a window on them is chosen. */
export function isDeep({ depth }: Pick<ImageRow, 'depth'>): boolean {
  return depth > 8;
}

/** The image with its picture under the project's window; for the screen alone. */
export function windowed(image: ImageRow, window: DisplayWindow | null): ImageRow {
  if (window === null || !isDeep(image)) return image;
  return { ...image, view: `${image.view}&window=${windowText(window)}` };
}

export function useWindowed(image: ImageRow): ImageRow {
  const window = useWorkspace((state) => state.displayWindow);
  return useMemo(() => windowed(image, window), [image, window]);
}
