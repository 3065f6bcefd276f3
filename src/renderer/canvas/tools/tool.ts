import type { ImagePoint } from '../viewport';

/** A pointer event as tools see it. */
export interface CanvasPointer extends ImagePoint {
  /** From the pane's upper left corner, in device pixels: the pixels that zoom counts. */
  screenX: number;
  screenY: number;
  /** Screen pixels an image pixel. */
  zoom: number;
  /** As in PointerEvent: 0 left, 2 right; -1 for a move. */
  button: number;
  buttons: number;
  shift: boolean;
  alt: boolean;
  /** Ctrl, or Command on a Mac. */
  mod: boolean;
  /** 0..1; 0.5 of a mouse whose button is down. */
  pressure: number;
  /** Where the pointer has been since the last event, image pixels, oldest first; the last is (x, y). Never empty. */
  moves: readonly ImagePoint[];
}

export type ToolCursor =
  | { kind: 'css'; cursor: string }
  /** The brush's outline, drawn at the pointer; radius in image pixels. */
  | { kind: 'brush'; radiusPx: number; shape: 'round' | 'square'; color: string };

/** What a tool draws over the image beside its cursor, in image pixels. */
export type ToolShape =
  | {
      kind: 'line';
      from: ImagePoint;
      to: ImagePoint;
      /** Image pixels. */
      widthPx: number;
      color: string;
    }
  /** An outline that is as thin at any zoom. */
  | {
      kind: 'path';
      points: readonly ImagePoint[];
      /** Joined at its ends, and tinted inside. */
      isClosed: boolean;
      isDashed?: boolean;
      /** With a band of this width along it, image pixels. */
      widthPx?: number;
      color: string;
    }
  /** Points that can be taken hold of. */
  | {
      kind: 'handles';
      points: readonly ImagePoint[];
      selected: number | null;
      hovered: number | null;
      color: string;
    };

/** What keys tell a tool about what is open on the image: points, a box, a preview. */
export type ToolKey =
  /** Ends it, so that it is painted; begins one where nothing is open. */
  | { act: 'close' }
  /** Takes the last step back. */
  | { act: 'takeBack' }
  /** Removes the point in hand. */
  | { act: 'remove' }
  /** Adds a point that the arrows then move. */
  | { act: 'put' }
  /** Takes another point in hand. */
  | { act: 'step'; by: 1 | -1 }
  /** Moves what is in hand by image pixels. */
  | { act: 'nudge'; dx: number; dy: number };

/**
 * What the pointer does over the canvas: a small state machine that answers events. The pane captures the pointer from
 * down to up, so every down is followed by one up or one cancel. While Space is held or the middle button is down, the
 * pane pans and tells the tool nothing.
 */
export interface Tool {
  readonly id: string;
  /** Read after every event, and when `watch` tells. */
  cursor(): ToolCursor;
  /** Read with the cursor; nothing to draw without. */
  shapes?(): readonly ToolShape[];
  /** Left or right button. A second button while one is down is not told. */
  onPointerDown(pointer: CanvasPointer): void;
  /** Also without a button down. */
  onPointerMove(pointer: CanvasPointer): void;
  /** The button was let go, or the pointer was lost: what was painted until then stays. */
  onPointerUp(pointer: CanvasPointer): void;
  /** Escape: what is under way is given up. Also told where nothing is under way. */
  onCancel(): void;
  /** The wheel with Alt or Ctrl held, in notches, away from the person positive. True where the tool used it. */
  onWheel?(pointer: CanvasPointer, notches: number): boolean;
  /** Shift, Alt or Ctrl went down or up while the pointer is over the canvas and still. */
  onModifiers?(pointer: CanvasPointer): void;
  /** True while something is open on the image that keys and Escape act on though no button is down. */
  isOpen?(): boolean;
  /** False where the tool has no use for the key. */
  onKey?(key: ToolKey): boolean;
  /** Where on the image the next key acts: it is kept in sight. Null where that is nowhere. */
  keyPlace?(): ImagePoint | null;
  /** Another tool comes in hand, or the canvas goes: what was drawn until then stays. */
  putAway?(): void;
  /** What has just happened and what can be done next, for those who do not see it; '' where there is nothing to say. */
  words?(): string;
  /** Tells when cursor or shapes changed without an event of the canvas, e.g. a size by keys. */
  watch?(onChange: () => void): () => void;
}
