import type { CanvasPointer, Tool } from './tools/tool';
import { type ScreenPoint, type Size, toImage, type View } from './viewport';

/** A pointer event in a pane, places in device pixels from its upper left corner. */
export interface PaneEvent extends ScreenPoint {
  pointerId: number;
  button: number;
  buttons: number;
  shift: boolean;
  alt: boolean;
  mod: boolean;
  pressure: number;
  /** Oldest first, the last at (x, y). */
  moves: readonly ScreenPoint[];
}

/** The wheel's way in notches, towards the person positive, as deltaY is. */
export interface PaneWheel {
  x: number;
  y: number;
  /** A pinch of two fingers comes as a wheel with Ctrl. */
  isPinch: boolean;
}

/** What input acts on. */
export interface PaneHost {
  pane(): Size;
  /** Null while there is no image: then input does nothing. */
  view(): View | null;
  tool(): Tool;
  isSpaceHeld(): boolean;
  panBy(dx: number, dy: number): void;
  zoomBy(factor: number, anchor: ScreenPoint): void;
  /** After everything that may have changed what the tool shows. */
  toolChanged(): void;
}

type State =
  | { kind: 'idle' }
  | { kind: 'tool'; pointerId: number; button: number; tool: Tool }
  | { kind: 'pan'; pointerId: number; button: number; x: number; y: number };

const LEFT = 0;
const MIDDLE = 1;
const RIGHT = 2;
/** Zoom of a notch of the wheel, and of a notch's worth of a pinch, whose steps are small. */
const NOTCH_ZOOM = 1.25;
const PINCH_ZOOM = 3;
/** Device pixels that a notch sideways pans. */
const NOTCH_PAN = 80;

/**
 * What the pointer and the wheel do in a pane: one gesture at a time, of the tool or panning. A gesture belongs to the
 * pointer and the tool that began it, whatever happens to the tool in hand.
 */
export class PaneInput {
  private state: State = { kind: 'idle' };
  private last: PaneEvent | null = null;
  /** Of the key itself: a pinch comes with Ctrl though nobody holds it. */
  private isModHeld = false;

  constructor(private readonly host: PaneHost) {}

  /** @returns whether a gesture began, so that the pointer has to be captured */
  down(event: PaneEvent): boolean {
    this.last = event;
    if (this.state.kind !== 'idle' || this.host.view() === null) return false;
    const { pointerId, button, x, y } = event;
    if (button === MIDDLE || (button === LEFT && this.host.isSpaceHeld())) {
      this.state = { kind: 'pan', pointerId, button, x, y };
    } else if (button === LEFT || button === RIGHT) {
      const tool = this.host.tool();
      this.state = { kind: 'tool', pointerId, button, tool };
      this.tell(event, (pointer) => tool.onPointerDown(pointer));
    } else return false;
    this.host.toolChanged();
    return true;
  }

  move(event: PaneEvent): void {
    this.last = event;
    // The key may have been let go where this window did not hear of it.
    this.isModHeld &&= event.mod;
    const { state } = this;
    if (state.kind !== 'idle' && state.pointerId !== event.pointerId) return;
    if (state.kind === 'pan') {
      this.host.panBy(event.x - state.x, event.y - state.y);
      this.state = { ...state, x: event.x, y: event.y };
      return;
    }
    const tool = state.kind === 'tool' ? state.tool : this.host.tool();
    this.tell(event, (pointer) => tool.onPointerMove(pointer));
    this.host.toolChanged();
  }

  /** Only the button that began a gesture ends it. */
  up(event: PaneEvent): void {
    this.last = event;
    const { state } = this;
    if (state.kind === 'idle' || state.pointerId !== event.pointerId || state.button !== event.button) return;
    this.end(event);
  }

  /** The pointer is lost, the tool is put away, the pane goes: a gesture ends where it was last. */
  lose(): void {
    if (this.state.kind !== 'idle' && this.last !== null) this.end(this.last);
  }

  leave(): void {
    this.last = null;
  }

  /** Escape. */
  cancel(): void {
    const tool = this.state.kind === 'tool' ? this.state.tool : this.host.tool();
    this.state = { kind: 'idle' };
    tool.onCancel();
    this.host.toolChanged();
  }

  /** Shift, Alt or Ctrl changed while the pointer lies still over the pane. */
  modifiers(keys: Pick<PaneEvent, 'shift' | 'alt' | 'mod'>): void {
    this.isModHeld = keys.mod;
    if (this.last === null || this.state.kind === 'pan') return;
    const { x, y } = this.last;
    this.last = { ...this.last, ...keys, button: -1, moves: [{ x, y }] };
    const tool = this.state.kind === 'tool' ? this.state.tool : this.host.tool();
    this.tell(this.last, (pointer) => tool.onModifiers?.(pointer));
    this.host.toolChanged();
  }

  /** Alt or Ctrl: the tool's, where it has a use for it. Shift: sideways. Otherwise zoom about the pointer. */
  wheel(event: PaneEvent, { x, y, isPinch }: PaneWheel): void {
    this.last = event;
    const isForTool = event.alt || (event.mod && this.isModHeld);
    if (isForTool && this.giveWheel(event, -(y === 0 ? x : y))) return;
    const isSideways = !isPinch && (event.shift || Math.abs(x) > Math.abs(y));
    if (isSideways) this.host.panBy(-(event.shift && x === 0 ? y : x) * NOTCH_PAN, event.shift ? 0 : -y * NOTCH_PAN);
    else this.host.zoomBy((isPinch ? PINCH_ZOOM : NOTCH_ZOOM) ** -y, { x: event.x, y: event.y });
    // The image moved under a pointer that lies still.
    if (this.state.kind === 'idle') this.move(event);
  }

  isPanning(): boolean {
    return this.state.kind === 'pan';
  }

  isIdle(): boolean {
    return this.state.kind === 'idle';
  }

  private end(event: PaneEvent): void {
    const { state } = this;
    this.state = { kind: 'idle' };
    if (state.kind === 'tool') this.tell(event, (pointer) => state.tool.onPointerUp(pointer));
    this.host.toolChanged();
  }

  private giveWheel(event: PaneEvent, notches: number): boolean {
    let isUsed = false;
    this.tell(event, (pointer) => {
      isUsed = this.host.tool().onWheel?.(pointer, notches) ?? false;
    });
    if (isUsed) this.host.toolChanged();
    return isUsed;
  }

  private tell(event: PaneEvent, listener: (pointer: CanvasPointer) => void): void {
    const view = this.host.view();
    if (view !== null) listener(canvasPointer(event, view, this.host.pane()));
  }
}

function canvasPointer(event: PaneEvent, view: View, pane: Size): CanvasPointer {
  const { button, buttons, shift, alt, mod, pressure, moves } = event;
  return {
    ...toImage(view, pane, event),
    screenX: event.x,
    screenY: event.y,
    zoom: view.zoom,
    button,
    buttons,
    shift,
    alt,
    mod,
    pressure,
    moves: moves.map((move) => toImage(view, pane, move)),
  };
}
