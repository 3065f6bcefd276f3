import type { KeyboardEvent, MouseEvent } from 'react';
import { goTo } from '../app/app-state';
import { act } from '../app/client';
import { moved } from './grid-geometry';
import { goToImage, select } from './image-acts';
import { useImages } from './images-state';

interface ImageKeys {
  total: number;
  active: number;
  /** 1 in the list. */
  columns: number;
  rowsInView(): number;
  /** Brings an image's row into view. */
  show(index: number): void;
}

/**
 * What keys do in the grid and in the list: arrows move, with Shift they extend the selection and with Ctrl they leave
 * it; Space toggles, Enter paints, and a letter or a digit begins a search.
 */
export function useImageKeys({ total, active, columns, rowsInView, show }: ImageKeys): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.altKey) return;
    const isNothing = useImages.getState().selection.ids.size === 0;
    const target = moved(event.key, active, total, columns, rowsInView());
    const isLeft = (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (target !== null && isLeft) {
      event.preventDefault();
      show(target);
      goToImage(target);
    } else if (target !== null) {
      event.preventDefault();
      const index = isNothing && event.key.startsWith('Arrow') ? active : target;
      show(index);
      act(() => select(index, event.shiftKey ? 'range' : 'only'));
    } else if (event.key === ' ') {
      event.preventDefault();
      act(() => select(active, 'toggle'));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (isNothing) act(() => select(active, 'only'));
      goTo('paint');
    } else if (!event.ctrlKey && !event.metaKey && isSearchable(event.key)) {
      // Where the focus is when the key comes up, there its character goes.
      focusSearch();
    }
  };
}

/** Whether a key writes something that names hold. */
export function isSearchable(key: string): boolean {
  return /^[\p{L}\p{N}_-]$/u.test(key);
}

/** What is typed follows what stands there. */
export function focusSearch(): void {
  const field = document.getElementById('image-search');
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

export function clickImage(index: number, event: MouseEvent): void {
  const how = event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only';
  act(() => select(index, how));
}

export function openImage(index: number): void {
  act(async () => {
    await select(index, 'only');
    goTo('paint');
  });
}

/** A click must not move the focus from the grid or list into a row that may be scrolled away. */
export function keepFocusOnImages(event: MouseEvent<HTMLElement>): void {
  // The right button opens a menu, which takes the focus by itself.
  if (event.button !== 0) return;
  event.preventDefault();
  document.getElementById('image-grid')?.focus({ preventScroll: true });
}
