import { ChevronDown, Map as MapIcon } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { keysOf } from '../app/all-commands';
import { IconButton } from '../components/button';
import { panByShare } from './canvas-commands';
import type { CanvasLayer } from './layers';
import { OverviewDrawing } from './overview-drawing';
import { areaInView, grip, isCutOff, mapSize } from './overview-geometry';
import { centerView, fitView, useView, viewIn } from './view-state';

interface OverviewMapProps {
  image: ImageRow;
  layers: readonly CanvasLayer[];
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
}

/** The whole image in a corner of the canvas while the canvas shows a part of it, to see which and to go elsewhere. */
export function OverviewMap({ image, layers, isOpen, onOpen }: OverviewMapProps): ReactNode {
  const isNeeded = useView((state) => {
    const view = viewIn(state, state.pane);
    return view !== null && state.image !== null && isCutOff(view, state.pane, state.image);
  });
  if (!isNeeded) return null;
  const keys = keysOf('view.overview');
  return (
    <section className="overview" aria-label="Overview" data-open={isOpen}>
      {isOpen && <MovingMap image={image} layers={layers} />}
      <IconButton
        icon={isOpen ? ChevronDown : MapIcon}
        size="small"
        label={isOpen ? 'Fold the overview away' : 'Overview of the whole image'}
        {...(keys === undefined ? {} : { keys })}
        aria-expanded={isOpen}
        onClick={() => onOpen(!isOpen)}
      />
    </section>
  );
}

function MovingMap({ image, layers }: { image: ImageRow; layers: readonly CanvasLayer[] }): ReactNode {
  const stage = useRef<HTMLSpanElement>(null);
  const drawing = useRef<OverviewDrawing | null>(null);
  const held = useRef<{ dx: number; dy: number } | null>(null);
  const content = useRef({ image, layers });
  useLayoutEffect(() => {
    content.current = { image, layers };
    drawing.current?.update(image, layers);
  }, [image, layers]);
  useLayoutEffect(() => {
    if (stage.current === null) return;
    const made = new OverviewDrawing(stage.current, content.current.image, content.current.layers);
    drawing.current = made;
    return () => {
      drawing.current = null;
      made.drop();
    };
  }, []);

  const drag = (event: PointerEvent<HTMLElement>): void => {
    const box = stage.current?.getBoundingClientRect();
    if (box === undefined || drawing.current === null) return;
    const at = drawing.current.pointAt(event.clientX - box.left, event.clientY - box.top);
    held.current ??= gripAt(at);
    centerView({ x: at.x + held.current.dx, y: at.y + held.current.dy });
  };
  return (
    <button
      type="button"
      className="overview-map"
      aria-label="Part of the image in view: arrows move it, Enter shows the whole image"
      style={mapSize(image)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={(event) => held.current !== null && drag(event)}
      onLostPointerCapture={() => {
        held.current = null;
      }}
      onKeyDown={moveByKey}
    >
      <span className="overview-stage" ref={stage} />
    </button>
  );
}

function gripAt(at: { x: number; y: number }): { dx: number; dy: number } {
  const state = useView.getState();
  const view = viewIn(state, state.pane);
  return view === null || state.image === null ? { dx: 0, dy: 0 } : grip(areaInView(view, state.pane, state.image), at);
}

const ways: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function moveByKey(event: KeyboardEvent): void {
  const way = ways[event.key];
  if (event.key === 'Enter') fitView();
  else if (way !== undefined) panByShare(...way);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
