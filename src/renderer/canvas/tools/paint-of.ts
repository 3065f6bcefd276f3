import type { StrokeTarget } from '../../paint/document/document-state';
import type { PaintHand } from './paint-hand';
import type { ToolCursor } from './tool';

/** What a shape does to the pixels in it. */
export interface ShapePaint {
  /** A class id; 0 takes away. */
  label: number;
  color: string;
  /** After the tool's name in the history. */
  words: string;
  locked: Uint8Array | null;
}

const TAKING_COLOR = '#ffffff';

/** What would be painted now; null where there is no class to paint. @param isAltHeld turns adding and taking away about */
export function paintOf(hand: PaintHand, isAltHeld: boolean): ShapePaint | null {
  if (hand.isSubtracting() !== isAltHeld) {
    return { label: 0, color: TAKING_COLOR, words: 'taken away', locked: hand.locked(0) };
  }
  const inHand = hand.classInHand();
  if (inHand === null) return null;
  return { label: inHand.id, color: inHand.color, words: inHand.name, locked: hand.locked(inHand.id) };
}

/** The colour of what would be painted; white where that is nothing. */
export function colorOf(hand: PaintHand, isAltHeld: boolean): string {
  return paintOf(hand, isAltHeld)?.color ?? TAKING_COLOR;
}

/** The cursor of a tool that could begin, and of one that could not. */
export function shapeCursor(hand: PaintHand, isAltHeld: boolean, free = 'crosshair'): ToolCursor {
  const isBlocked = hand.blocked() !== null || paintOf(hand, isAltHeld) === null;
  return { kind: 'css', cursor: isBlocked ? 'not-allowed' : free };
}

/** What a tool begins on; where nothing can be painted the hand says why. */
export function beginOn(hand: PaintHand, isAltHeld: boolean): { target: StrokeTarget; paint: ShapePaint } | null {
  const target = hand.target();
  const paint = paintOf(hand, isAltHeld);
  if (target !== null && paint !== null && hand.blocked() === null) return { target, paint };
  hand.refuse();
  return null;
}
