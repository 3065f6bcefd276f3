import { PanelRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { keysText } from '../app/keys';
import { IconButton } from '../components/button';
import { togglePanel, useImages } from './images-state';

export function PanelToggle(): ReactNode {
  const isOpen = useImages((state) => state.isPanelOpen);
  return (
    <IconButton
      icon={PanelRight}
      label={isOpen ? 'Hide the details' : 'Show the details'}
      keys={keysText('Ctrl+B')}
      onClick={togglePanel}
    />
  );
}
