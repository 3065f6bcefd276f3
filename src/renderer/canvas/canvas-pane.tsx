import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { preloadNeighbours } from './image-picture';
import type { CanvasLayer } from './layers';
import { openPanes } from './open-panes';
import { PictureComing } from './picture-coming';
import type { PictureStatus } from './picture-store';
import { PictureTrouble } from './picture-trouble';
import { CanvasSurface } from './surface';
import { type Swipe, SwipeDivider } from './swipe-divider';
import type { Tool } from './tools/tool';
import { showSize } from './view-state';
import { useWindowed } from './windowed-image';

export interface CanvasPaneProps {
  /** Whose picture and size the pane shows. */
  image: ImageRow;
  /** From the back to the front. */
  layers: readonly CanvasLayer[];
  tool: Tool;
  /** Name of the pane for a screen reader, e.g. `Image membrane_03.png`. */
  label: string;
  /** A divider that layers are clipped at. */
  swipe?: Swipe;
  /** What floats over the canvas, e.g. the bar of the tool in hand. */
  children?: ReactNode;
}

const NEIGHBOURS_AFTER_MS = 250;

/** The surface that Paint, Weights and Inspect share: one image, layers over it, a tool in hand, one view for all panes. */
export function CanvasPane({ image: row, layers, tool, label, swipe, children }: CanvasPaneProps): ReactNode {
  const image = useWindowed(row);
  const id = useId();
  const stage = useRef<HTMLDivElement>(null);
  const surface = useRef<CanvasSurface | null>(null);
  const content = useRef({ image, layers, tool });
  const [picture, setPicture] = useState<PictureStatus>('there');

  useLayoutEffect(() => showSize(image), [image]);
  useLayoutEffect(() => {
    content.current = { image, layers, tool };
    surface.current?.update(content.current);
  }, [image, layers, tool]);
  useLayoutEffect(() => {
    if (stage.current === null) return;
    const made = new CanvasSurface(stage.current, id, content.current, setPicture);
    surface.current = made;
    openPanes.add(made.input);
    return () => {
      openPanes.delete(made.input);
      surface.current = null;
      made.drop();
    };
  }, [id]);

  useEffect(() => {
    // Not before its own picture, and not while the person only passes by.
    const timer = setTimeout(() => preloadNeighbours(image.id), NEIGHBOURS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [image.id]);

  return (
    <section className="canvas-pane" aria-label={label}>
      <div className="canvas-stage" ref={stage} />
      {picture === 'failed' && <PictureTrouble key={image.view} image={image} />}
      {picture === 'coming' && <PictureComing key={image.view} name={image.name} />}
      {swipe !== undefined && <SwipeDivider {...swipe} />}
      {children}
    </section>
  );
}
