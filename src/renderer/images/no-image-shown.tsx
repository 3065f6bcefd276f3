import { Image, ImagePlus, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { goTo } from '../app/app-state';
import { act } from '../app/client';
import { Button } from '../components/button';
import { EmptyState } from '../components/empty-state';
import { showAll, totalOf, useImages } from './images-state';

interface NoImageShownProps {
  /** What the screen lacks while the project has no image. */
  title: string;
  /** What the screen does with an image, a sentence. */
  words: string;
}

/** A screen that shows an image, without one: whether there is none, none in the filter, or none chosen. */
export function NoImageShown({ title, words }: NoImageShownProps): ReactNode {
  const isCounted = useImages(({ counts }) => counts !== null);
  const isEmpty = useImages(({ counts }) => counts?.all === 0);
  const total = useImages(totalOf);
  if (!isCounted) return null;
  if (isEmpty) {
    return (
      <EmptyState icon={ImagePlus} title={title} words={words}>
        <Button kind="primary" onClick={() => goTo('images')}>
          Go to Images
        </Button>
      </EmptyState>
    );
  }
  if (total === 0) return <NothingFound />;
  return <EmptyState icon={Image} title="No image is chosen" words="Choose one in the filmstrip, or on Images." />;
}

/** The search or the filter leaves nothing. */
export function NothingFound(): ReactNode {
  const search = useImages((state) => state.query.search);
  return (
    <EmptyState
      icon={SearchX}
      title="No image to show"
      words={search === '' ? 'No image fits the filters on Images.' : `No image here is named like "${search}".`}
    >
      <Button onClick={() => act(showAll)}>Show all images</Button>
    </EmptyState>
  );
}
