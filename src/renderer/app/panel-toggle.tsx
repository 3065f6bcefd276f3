import { PanelRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../components/button';
import { keysOf } from './all-commands';
import { togglePanel, useFrame } from './frame-state';

export function PanelToggle(): ReactNode {
  const isOpen = useFrame((state) => state.isPanelOpen);
  return (
    <IconButton
      icon={PanelRight}
      label={isOpen ? 'Hide the panel' : 'Show the panel'}
      keys={keysOf('window.panel')}
      aria-pressed={isOpen}
      onClick={togglePanel}
    />
  );
}
