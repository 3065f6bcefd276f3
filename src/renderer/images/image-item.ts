import type { MouseEvent } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { imageStateWords } from '../components/image-state-words';
import { selectForMenu } from './image-acts';
import { clickImage, keepFocusOnImages, openImage } from './use-image-keys';

/** What an image of the grid and of the list has in common: how it is named, and what a hand does with it. */
export function imageItem(index: number, image: ImageRow | undefined, isActive: boolean, isSelected: boolean) {
  return {
    id: `image-${index}`,
    'aria-selected': isSelected,
    'aria-label': image === undefined ? 'Loading' : imageStateWords(image),
    'data-active': isActive,
    'data-left-out': image?.status === 'left-out',
    onMouseDown: keepFocusOnImages,
    onContextMenu: () => selectForMenu(index),
    onClick: (event: MouseEvent) => clickImage(index, event),
    onDoubleClick: () => openImage(index),
  };
}
