import { onCurrentImage } from '../../app/current-image';
import { currentDocument } from './open-documents';

/**
 * Hears of strokes that were saved on the image in hand, or undone, or changed by another act. The returned function ends
 * it.
 */
export function followLabels(onChange: () => void): () => void {
  const watch = (): (() => void) => {
    const document = currentDocument();
    let revision = document?.state.revision;
    const end = document?.subscribe(() => {
      if (document.state.revision === revision) return;
      revision = document.state.revision;
      onChange();
    });
    return () => end?.();
  };
  let endWatch = watch();
  const endImages = onCurrentImage((image, before) => {
    if (image?.id === before?.id) return;
    endWatch();
    endWatch = watch();
  });
  return () => {
    endImages();
    endWatch();
  };
}
