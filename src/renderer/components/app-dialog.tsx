import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { IconButton } from './button';
import { overlayRoot } from './overlay-root';

interface AppDialogProps {
  title: string;
  isOpen: boolean;
  className?: string;
  onClose(): void;
  children: ReactNode;
}

/** A page over the screen, closed by Escape, by its cross or by a click beside it. */
export function AppDialog({ title, isOpen, className = '', onClose, children }: AppDialogProps): ReactNode {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal container={overlayRoot()}>
        <Dialog.Backdrop className="dialog-backdrop" />
        {/* The page itself has the focus first: its first control would show its hint over everything. */}
        <Dialog.Popup ref={popup} initialFocus={popup} className={`dialog ${className}`}>
          <header className="dialog-head">
            <Dialog.Title className="dialog-title">{title}</Dialog.Title>
            <IconButton icon={X} label="Close" keys="Esc" onClick={onClose} />
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
