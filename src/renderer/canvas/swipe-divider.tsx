import { MoveHorizontal } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';

export interface Swipe {
  /** Share 0..1 of the pane's width at which layers are clipped. */
  at: number;
  /** What lies on its two sides, e.g. `Weights at the left, labels at the right`. */
  label: string;
  onChange(at: number): void;
}

const STEP = 0.01;
const LARGE_STEP = 0.1;

/** The line that layers are clipped at, moved by mouse or arrows. */
export function SwipeDivider({ at, label, onChange }: Swipe): ReactNode {
  const line = useRef<HTMLDivElement>(null);
  const drag = (event: PointerEvent): void => {
    const pane = line.current?.parentElement?.getBoundingClientRect();
    if (pane !== undefined && event.buttons === 1) onChange(within((event.clientX - pane.left) / pane.width));
  };
  const press = (event: KeyboardEvent): void => {
    const next = keyed(event.key, event.shiftKey ? LARGE_STEP : STEP, at);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(within(next));
  };
  return (
    <div
      ref={line}
      className="swipe-divider"
      style={{ left: `${at * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(at * 100)}
      aria-valuetext={`${Math.round(at * 100)} %`}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => onChange(0.5)}
      onKeyDown={press}
    >
      <span className="swipe-handle">
        <MoveHorizontal size={16} aria-hidden />
      </span>
    </div>
  );
}

function keyed(key: string, step: number, at: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return at - step;
    case 'ArrowRight':
    case 'ArrowUp':
      return at + step;
    case 'PageDown':
      return at - LARGE_STEP;
    case 'PageUp':
      return at + LARGE_STEP;
    case 'Home':
      return 0;
    case 'End':
      return 1;
    default:
      return null;
  }
}

function within(at: number): number {
  return Math.min(1, Math.max(0, at));
}
