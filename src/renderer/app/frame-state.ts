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

let isPanelChosen = false;

/** Goes by the window's width until the person opens or folds the panel. */
export function followWidth(): void {
  const fitPanel = (): void => {
    if (!isPanelChosen) useFrame.setState({ isPanelOpen: window.innerWidth >= ROOM_FOR_PANEL_PX });
  };
  window.addEventListener('resize', fitPanel);
  fitPanel();
}

export function togglePanel(): void {
  isPanelChosen = true;
  useFrame.setState(({ isPanelOpen }) => ({ isPanelOpen: !isPanelOpen }));
}

export function openPanel(): void {
  isPanelChosen = true;
  useFrame.setState({ isPanelOpen: true });
}

export function toggleStrip(): void {
  useFrame.setState(({ isStripOpen }) => ({ isStripOpen: !isStripOpen }));
}
