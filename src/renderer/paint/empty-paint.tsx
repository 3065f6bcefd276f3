import { ImagePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { goTo } from '../app/app-state';
import { act } from '../app/client';
import { Button } from '../components/button';
import { showAll, totalOf, useImages } from '../images/images-state';

/** Paint without an image: why, and the one act that helps. */
export function EmptyPaint(): ReactNode {
  const isCounted = useImages(({ counts }) => counts !== null);
  const isEmpty = useImages(({ counts, query }) => counts?.all === 0 && query.search === '');
  const total = useImages(totalOf);
  if (!isCounted) return null;
  if (isEmpty) {
    return (
      <div className="empty paint-empty">
        <ImagePlus size={20} aria-hidden="true" />
        <h2 className="drop-title">Nothing to paint on yet</h2>
        <p>Add images first; then paint what is to be learned on them.</p>
        <Button kind="primary" onClick={() => goTo('images')}>
          Go to Images
        </Button>
      </div>
    );
  }
  if (total === 0) {
    return (
      <div className="empty paint-empty">
        <h2 className="drop-title">No image fits the filter on Images</h2>
        <Button onClick={() => act(showAll)}>Show all images</Button>
      </div>
    );
  }
  return (
    <div className="empty paint-empty">
      <h2 className="drop-title">No image is in hand</h2>
      <p>Choose one below, or go on with the next one.</p>
    </div>
  );
}
