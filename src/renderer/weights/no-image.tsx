import { ImagePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { goTo } from '../app/app-state';
import { act } from '../app/client';
import { Button } from '../components/button';
import { showAll, totalOf, useImages } from '../images/images-state';

/** Weights without an image: why, and the one act that helps. */
export function NoImage(): ReactNode {
  const isCounted = useImages(({ counts }) => counts !== null);
  const isEmpty = useImages(({ counts, query }) => counts?.all === 0 && query.search === '');
  const total = useImages(totalOf);
  if (!isCounted) return null;
  if (isEmpty) {
    return (
      <div className="empty weights-empty">
        <ImagePlus size={20} aria-hidden="true" />
        <h2 className="drop-title">No image to weigh yet</h2>
        <p>With an image, a map over it shows how much each of its pixels counts in training.</p>
        <Button kind="primary" onClick={() => goTo('images')}>
          Go to Images
        </Button>
      </div>
    );
  }
  if (total === 0) {
    return (
      <div className="empty weights-empty">
        <h2 className="drop-title">No image fits the filter on Images</h2>
        <Button onClick={() => act(showAll)}>Show all images</Button>
      </div>
    );
  }
  return (
    <div className="empty weights-empty">
      <h2 className="drop-title">No image is in hand</h2>
      <p>Choose one below to see how much each of its pixels counts in training.</p>
    </div>
  );
}
