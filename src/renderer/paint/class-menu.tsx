import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import type { ProjectClassRow } from '../../shared/contract/classes';
import { keysOf } from '../app/all-commands';
import { act } from '../app/client';
import { placeClass, removeClass } from './class-acts';
import { editClass } from './class-panel-state';
import { useClasses } from './classes-state';

/** What can be done to a class, for the menu of the section and the one under the right button. */
export function ClassMenuItems({ entry }: { entry: ProjectClassRow }): ReactNode {
  const classes = useClasses((state) => state.classes);
  const { id, name } = entry;
  const place = classes.findIndex((other) => other.id === id);
  return (
    <>
      <Menu.Item className="menu-item" onClick={() => editClass(id)}>
        Rename {name} <kbd className="keys">{keysOf('classes.rename')}</kbd>
      </Menu.Item>
      <Menu.Item className="menu-item" disabled={place === 0} onClick={() => act(() => placeClass(id, place - 1))}>
        Move up <kbd className="keys">{keysOf('classes.moveUp')}</kbd>
      </Menu.Item>
      <Menu.Item
        className="menu-item"
        disabled={place === classes.length - 1}
        onClick={() => act(() => placeClass(id, place + 1))}
      >
        Move down <kbd className="keys">{keysOf('classes.moveDown')}</kbd>
      </Menu.Item>
      <Menu.Separator className="menu-line" />
      <Menu.Item className="menu-item" onClick={() => act(() => removeClass(id))}>
        Remove {name} and its pixels
      </Menu.Item>
    </>
  );
}
