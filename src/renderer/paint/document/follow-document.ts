import { onCurrentImage } from '../../app/current-image';
import { currentDocument } from './open-documents';
import { usePlane } from './plane-state';

/** Hears of a new state of the labels in hand, and of other labels in hand. The returned function ends it. */
export function followDocument(onChange: () => void): () => void {
  let end = currentDocument()?.subscribe(onChange);
  const other = (): void => {
    end?.();
    end = currentDocument()?.subscribe(onChange);
    onChange();
  };
  const endImages = onCurrentImage((image, before) => {
    if (image?.id !== before?.id) other();
  });
  const endPlanes = usePlane.subscribe(({ plane }, before) => {
    if (plane !== before.plane) other();
  });
  return () => {
    endImages();
    endPlanes();
    end?.();
  };
}

/**
 * Hears of strokes that were saved on the image in hand, or undone, or changed by another act. The returned function ends
 * it.
 */
export function followLabels(onChange: () => void): () => void {
  let seen = currentDocument();
  let revision = seen?.state.revision;
  return followDocument(() => {
    const document = currentDocument();
    const isOther = document !== seen;
    const isChanged = document?.state.revision !== revision;
    seen = document;
    revision = document?.state.revision;
    if (isChanged && !isOther) onChange();
  });
}
