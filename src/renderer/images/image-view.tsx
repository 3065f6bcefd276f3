import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { act } from '../app/client';
import { count } from '../app/words';
import { Button, IconButton } from '../components/button';
import { select } from './image-acts';
import { needRows, rowAt, useImages } from './images-state';

/** One image as large as the window allows; Escape goes back to the grid. */
export function ImageView({ index, total }: { index: number; total: number }): ReactNode {
  const image = useImages((state) => rowAt(state.pages, index));
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus(), []);
  useEffect(() => needRows(index, index), [index]);

  const goTo = (target: number): void => {
    if (target < 0 || target >= total) return;
    useImages.setState({ shown: target });
    act(() => select(target, 'only'));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft' || event.key === ',') goTo(index - 1);
    if (event.key === 'ArrowRight' || event.key === '.') goTo(index + 1);
  };

  return (
    <section className="view" ref={place} tabIndex={-1} aria-label={image?.name ?? 'Image'} onKeyDown={press}>
      <div className="images-bar">
        <Button icon={ArrowLeft} keys="Escape" onClick={() => useImages.setState({ shown: null })}>
          All images
        </Button>
        <span className="view-name truncate">{image?.name}</span>
        <span className="view-count">
          {count(index + 1)} of {count(total)}
        </span>
        <IconButton
          icon={ChevronLeft}
          label="Image before"
          keys=","
          disabled={index === 0}
          onClick={() => goTo(index - 1)}
        />
        <IconButton
          icon={ChevronRight}
          label="Next image"
          keys="."
          disabled={index === total - 1}
          onClick={() => goTo(index + 1)}
        />
      </div>
      <div className="view-canvas">
        {image !== undefined && <img key={image.view} src={image.view} alt={image.name} />}
      </div>
    </section>
  );
}
