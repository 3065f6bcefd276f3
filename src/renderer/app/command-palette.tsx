import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Hint } from '../components/hint';
import { overlayRoot } from '../components/overlay-root';
import { commands, keysOf } from './all-commands';
import { type Command, isHere, keyWords, runCommand } from './commands';
import { useFrame } from './frame-state';

const close = (): void => useFrame.setState({ overlay: null });

/** Every act by its name, for those who do not know where it is. */
export function CommandPalette(): ReactNode {
  const isOpen = useFrame((state) => state.overlay === 'palette');
  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(open) => {
        if (!open) close();
      }}
    >
      <Dialog.Portal container={overlayRoot()}>
        <Dialog.Backdrop className="dialog-backdrop" />
        <Dialog.Popup className="dialog palette" aria-label="Find a command">
          <PaletteList />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteList(): ReactNode {
  const here = commands.filter((command) => isHere(command) && command.id !== 'window.palette');
  // What belongs to this screen comes before what is always there.
  const items = [...here.filter(({ screens }) => screens), ...here.filter(({ screens }) => !screens)];
  return (
    <Autocomplete.Root
      inline
      open
      items={items}
      itemToStringValue={({ name, group }: Command) => `${name} ${group}`}
      autoHighlight="always"
      keepHighlight
    >
      <Autocomplete.Input className="palette-input" aria-label="Command" placeholder="What do you want to do?" />
      <Autocomplete.Empty className="palette-empty">No command has these words in its name.</Autocomplete.Empty>
      <Autocomplete.List className="palette-list" aria-label="Commands">
        {(command: Command) => <PaletteItem key={command.id} command={command} />}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function PaletteItem({ command }: { command: Command }): ReactNode {
  const blocked = command.blocked?.() ?? null;
  const keys = keyWords(command);
  const choose = (): void => {
    close();
    // After the dialog has given the focus back, since the command may move it.
    setTimeout(() => runCommand(command));
  };
  return (
    <Autocomplete.Item className="menu-item" value={command} disabled={blocked !== null} onClick={choose}>
      <span className="palette-group">{command.group}</span>
      <span className="truncate">{command.name}</span>
      {blocked !== null && <span className="palette-blocked truncate">{blocked}</span>}
      {keys !== undefined && <kbd className="keys">{keys}</kbd>}
    </Autocomplete.Item>
  );
}

export function PaletteButton(): ReactNode {
  return (
    <Hint text="Find a command">
      <button type="button" className="palette-button" onClick={() => useFrame.setState({ overlay: 'palette' })}>
        <Search size={16} aria-hidden="true" />
        <span className="visually-hidden">Find a command</span>
        <kbd className="keys">{keysOf('window.palette')}</kbd>
      </button>
    </Hint>
  );
}
