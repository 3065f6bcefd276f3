import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { overlayRoot } from './overlay-root';

interface HintProps {
  text?: string | undefined;
  /** A shortcut, e.g. `Ctrl+O`. */
  keys?: string | undefined;
  /** Where it opens; above without. */
  side?: 'top' | 'right';
  children: ReactElement;
}

/** What a control is or does, a hover or a focus away. */
export function Hint({ text, keys, side = 'top', children }: HintProps): ReactNode {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger delay={500} render={children} />
      <Tooltip.Portal container={overlayRoot()}>
        <Tooltip.Positioner side={side} sideOffset={6} className="menu-positioner">
          <Tooltip.Popup className="tooltip">
            {text}
            {keys !== undefined && <kbd className="keys">{keys}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
