import { ContextMenu } from '@base-ui/react/context-menu';
import { Menu } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { commandNamed } from '../app/all-commands';
import { keyWords, runCommand } from '../app/commands';
import { counted } from '../app/words';
import { overlayRoot } from '../components/overlay-root';
import { useImages } from './images-state';

/** Commands of the menu under the right button, in groups. */
const groups: readonly { title?: string; ids: readonly string[] }[] = [
  { ids: ['images.paint'] },
  { title: 'Status', ids: ['images.done', 'images.inProgress', 'images.toDo', 'images.leftOut'] },
  {
    title: 'Split',
    ids: ['split.training', 'split.validation', 'split.test', 'split.none', 'split.lock', 'split.unlock'],
  },
  { ids: ['images.reveal', 'images.remove'] },
];

/** What can be done to the selected images, under the right button or the menu key. */
export function ImageMenu({ children }: { children: ReactElement }): ReactNode {
  return (
    <ContextMenu.Root onOpenChange={stayOpen}>
      <ContextMenu.Trigger render={children} />
      <ContextMenu.Portal container={overlayRoot()}>
        <ContextMenu.Positioner className="menu-positioner">
          <ContextMenu.Popup className="menu">
            <ImageMenuItems />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** The button that opened the menu may be let go late: the menu stays. */
function stayOpen(_isOpen: boolean, details: ContextMenu.Root.ChangeEventDetails): void {
  if (details.reason === 'cancel-open') details.cancel();
}

function ImageMenuItems(): ReactNode {
  const selected = useImages(({ selection }) => selection.ids.size);
  return (
    <>
      <div className="menu-label">
        {selected === 0 ? 'No image is selected' : counted(selected, 'image selected', 'images selected')}
      </div>
      {groups.map(({ title, ids }) => (
        <Menu.Group key={ids[0]}>
          <Menu.Separator className="menu-line" />
          {title !== undefined && <Menu.GroupLabel className="menu-label">{title}</Menu.GroupLabel>}
          {ids.map((id) => (
            <CommandItem key={id} id={id} />
          ))}
        </Menu.Group>
      ))}
    </>
  );
}

function CommandItem({ id }: { id: string }): ReactNode {
  const command = commandNamed(id);
  const keys = keyWords(command);
  return (
    <Menu.Item
      className="menu-item"
      disabled={(command.blocked?.() ?? null) !== null}
      onClick={() => runCommand(command)}
    >
      {inGroup(command.name)} {keys !== undefined && <kbd className="keys">{keys}</kbd>}
    </Menu.Item>
  );
}

/** The group's title stands above it already: `Split: test` is `Test`. */
function inGroup(name: string): string {
  const short = name.replace(/^(Status|Split): /, '');
  return short.charAt(0).toUpperCase() + short.slice(1);
}
