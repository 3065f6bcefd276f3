import { type ReactNode, useEffect } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import type { CanvasLayer } from './layers';
import type { Tool } from './tools/tool';
import { showSize } from './view-state';

export interface CanvasPaneProps {
  /** Whose picture and size the pane shows. */
  image: ImageRow;
  layers: readonly CanvasLayer[];
  tool: Tool;
  /** Name of the pane for a screen reader, e.g. `Image membrane_03.png`. */
  label: string;
  /** A divider that layers are clipped at; `at` is a share 0..1 of the pane's width. */
  swipe?: { at: number; label: string; onChange(at: number): void };
  /** What floats over the canvas: bars (`canvas-bar`) and corners (`canvas-corner`). */
  children?: ReactNode;
}

/** The surface that Paint, Weights and Inspect share: one image, layers over it, and a tool in hand. */
export function CanvasPane({ image, label, children }: CanvasPaneProps): ReactNode {
  useEffect(() => showSize({ width: image.width, height: image.height }), [image.width, image.height]);
  return (
    <section className="canvas-pane" aria-label={label}>
      {children}
    </section>
  );
}
