import { counted } from '../app/words';
import { imageWords } from '../components/image-words';
import { indexOf, rowAt, useImages } from './images-state';

/** The selection in the status line; null where nothing is selected. */
export function SelectedWords(): string | null {
  return useImages(({ selection, pages }) => {
    const [id] = selection.ids;
    if (id === undefined) return null;
    const index = selection.ids.size === 1 ? indexOf(pages, id) : null;
    const image = index === null ? undefined : rowAt(pages, index);
    return image === undefined ? counted(selection.ids.size, 'image selected', 'images selected') : imageWords(image);
  });
}
