import { create } from 'zustand';

interface FrameState {
  /** The panel at the right, on every screen. */
  isPanelOpen: boolean;
  /** The images below the canvas. */
  isStripOpen: boolean;
  overlay: 'palette' | 'shortcuts' | 'settings' | null;
}

/** In a narrower window the panel is folded away until it is asked for. */
const ROOM_FOR_PANEL_PX = 1100;

export const useFrame = create<FrameState>()(() => ({
  isPanelOpen: true,
  isStripOpen: true,
  overlay: null,
}));

/** At the start of the window. */
export function fitPanel(windowWidthPx: number): void {
  useFrame.setState({ isPanelOpen: windowWidthPx >= ROOM_FOR_PANEL_PX });
}

export function togglePanel(): void {
  useFrame.setState(({ isPanelOpen }) => ({ isPanelOpen: !isPanelOpen }));
}

export function openPanel(): void {
  useFrame.setState({ isPanelOpen: true });
}

export function toggleStrip(): void {
  useFrame.setState(({ isStripOpen }) => ({ isStripOpen: !isStripOpen }));
}
