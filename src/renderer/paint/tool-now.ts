import { useEffect } from 'react';
import { create } from 'zustand';
import { keepInSight } from '../canvas/keep-in-sight';
import { cancelGestures } from '../canvas/open-panes';
import type { ToolKey } from '../canvas/tools/tool';
import { toolOf } from './document/paint-hand';
import { usePaint } from './document/paint-state';
import { tellTool } from './tool-watch';

interface ToolNow {
  /** Something is open on the image: points, a box, a preview. */
  isOpen: boolean;
  /** What has just happened, for those who do not see it. */
  words: string;
}

/** What the tool in hand tells of itself beside its cursor and shapes. */
export const useToolNow = create<ToolNow>()(() => ({ isOpen: false, words: '' }));

/** Gives a key to the tool in hand. @returns false where it has no use for it */
export function giveKey(key: ToolKey): boolean {
  // Arrows and Enter would go to the button that the tool was taken with.
  if (key.act === 'put' && document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const tool = toolOf(usePaint.getState().tool);
  const isUsed = tool.onKey?.(key) ?? false;
  const place = tool.keyPlace?.() ?? null;
  if (isUsed && place !== null) keepInSight(place);
  tellTool();
  return isUsed;
}

export function isToolOpen(): boolean {
  return toolOf(usePaint.getState().tool).isOpen?.() ?? false;
}

export function giveUpTool(): void {
  cancelGestures();
  tellTool();
}

function readTool(): void {
  const tool = toolOf(usePaint.getState().tool);
  const next = { isOpen: tool.isOpen?.() ?? false, words: tool.words?.() ?? '' };
  const before = useToolNow.getState();
  if (next.isOpen !== before.isOpen || next.words !== before.words) useToolNow.setState(next);
}

/** Keeps it in step while the canvas is on the screen. */
export function useFollowTool(): void {
  const inHand = usePaint((state) => state.tool);
  useEffect(() => {
    readTool();
    const stop = new AbortController();
    // After the canvas has told the tool of it.
    for (const event of ['pointerup', 'pointerdown', 'keyup']) {
      window.addEventListener(event, () => queueMicrotask(readTool), { signal: stop.signal });
    }
    const end = toolOf(inHand).watch?.(readTool);
    return () => {
      stop.abort();
      end?.();
      toolOf(inHand).putAway?.();
    };
  }, [inHand]);
}
