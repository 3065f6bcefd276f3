import type { ReactNode } from 'react';
import { counted } from '../app/words';
import { indexOf, rowAt, useImages } from './images-state';

/** The selection in the status line. */
export function SelectedWords(): ReactNode {
  const { selection, pages } = useImages();
  const [id] = selection.ids;
  if (id === undefined) return null;
  const index = selection.ids.size === 1 ? indexOf(pages, id) : null;
  const image = index === null ? undefined : rowAt(pages, index);
  if (image === undefined) return counted(selection.ids.size, 'image selected', 'images selected');
  return `${image.name} · ${image.width} × ${image.height} · ${image.depth} bit`;
}
