import type { ReactNode } from 'react';
import { counted } from '../app/words';
import { rowAt, useImages } from './images-state';

/** The selection in the status line. */
export function SelectedWords(): ReactNode {
  const { selection, pages } = useImages();
  if (selection.ids.size === 0) return null;
  if (selection.ids.size > 1) return counted(selection.ids.size, 'image selected', 'images selected');
  const image = rowAt(pages, selection.active);
  if (image === undefined) return null;
  return `${image.name} · ${image.width} × ${image.height} · ${image.depth} bit`;
}
