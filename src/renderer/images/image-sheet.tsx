import type { KeyboardEvent, ReactNode, RefObject } from 'react';

interface ImageSheetProps {
  scroller: RefObject<HTMLDivElement | null>;
  kind: 'grid' | 'list';
  rowCount: number;
  columnCount: number;
  active: number;
  heightPx: number;
  onKeyDown(event: KeyboardEvent): void;
  children: ReactNode;
}

/**
 * What scrolls the images, as tiles or as lines. It holds the focus itself and names the active image, so that scrolling
 * takes nothing from under the keyboard.
 */
export function ImageSheet(props: ImageSheetProps): ReactNode {
  const { scroller, kind, rowCount, columnCount, active, heightPx, onKeyDown, children } = props;
  return (
    <div
      ref={scroller}
      id="image-grid"
      className={`${kind}-scroller`}
      role="grid"
      tabIndex={0}
      aria-label="Images"
      aria-multiselectable="true"
      aria-rowcount={rowCount}
      aria-colcount={columnCount}
      aria-activedescendant={`image-${active}`}
      onKeyDown={onKeyDown}
    >
      <div className={`${kind}-rows`} role="presentation" style={{ height: heightPx }}>
        {children}
      </div>
    </div>
  );
}
