import { create } from 'zustand';
import type { ImageRow } from '../../shared/contract/images';
import type { ImageId } from '../../shared/ids';
import { select } from '../images/image-acts';
import { rowAt, totalOf, useImages } from '../images/images-state';
import { ask } from './client';
import { keep } from './workspace';

interface CurrentImage {
  image: ImageRow | null;
}

const useCurrent = create<CurrentImage>()(() => ({ image: null }));

/** The one image in hand on every screen: the one selected last on Images, in the filmstrip or by key. */
export function useCurrentImage(): ImageRow | null {
  return useCurrent((state) => state.image);
}

export function currentImage(): ImageRow | null {
  return useCurrent.getState().image;
}

/** Hears of a new image in hand; the returned function stops it. */
export function onCurrentImage(listener: (image: ImageRow | null, before: ImageRow | null) => void): () => void {
  return useCurrent.subscribe(({ image }, before) => {
    if (image !== before.image) listener(image, before.image);
  });
}

/** Takes the image at `index` of the present order in hand. */
export async function showImage(index: number): Promise<void> {
  const total = totalOf(useImages.getState());
  if (index >= 0 && index < total) await select(index, 'only');
}

/** The next image, or the one before. */
export async function stepImage(by: 1 | -1): Promise<void> {
  await showImage(useImages.getState().selection.active + by);
}

/** Where the image stands in the present order is found out first; nothing happens where it is not in it. */
export async function showImageById(id: ImageId): Promise<void> {
  const { place } = await ask('images.placeOf', { query: useImages.getState().query, id });
  if (place !== null) await showImage(place);
}

/** A screen that works on an image takes one in hand where none is. */
export async function ensureImage(): Promise<void> {
  if (currentImage() === null) await showImage(useImages.getState().selection.active);
}

/** Keeps the image in step with the selection and with fresh rows. */
export function followSelection(): void {
  useImages.subscribe(({ pages, selection, counts }) => {
    const { image } = useCurrent.getState();
    if (counts?.all === 0) {
      useCurrent.setState({ image: null });
      return;
    }
    const row = rowAt(pages, selection.active);
    if (row !== undefined && selection.ids.has(row.id)) take(row, image);
    else if (image !== null && selection.ids.size === 0) useCurrent.setState({ image: null });
  });
}

function take(row: ImageRow, before: ImageRow | null): void {
  if (row === before) return;
  useCurrent.setState({ image: row });
  if (row.id !== before?.id) keep({ image: row.id });
}
