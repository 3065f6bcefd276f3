import type { ReactNode } from 'react';
import { AppDialog } from '../components/app-dialog';
import { commands, heldKeys } from './all-commands';
import { type Command, keyWords } from './commands';
import { useFrame } from './frame-state';
import { keysText } from './keys';

interface Shortcut {
  name: string;
  keys: string;
}

/** Keys that are no command of their own, since a hand on the pointer is part of them. */
const withPointer: readonly (Shortcut & { group: Command['group'] })[] = [
  { group: 'View', name: 'Zoom at the pointer', keys: 'wheel' },
  { group: 'View', name: 'Move the image', keys: 'middle button' },
  { group: 'Paint', name: 'Straight line from the last point', keys: 'Shift+click' },
  { group: 'Paint', name: 'Brush size', keys: 'Alt+drag' },
  { group: 'Paint', name: 'Shapes take away, or add again', keys: 'Alt+click' },
];

/** Every key of the program, by what it belongs to. */
export function ShortcutsPage(): ReactNode {
  const isOpen = useFrame((state) => state.overlay === 'shortcuts');
  return (
    <AppDialog
      title="Shortcuts"
      className="shortcuts"
      isOpen={isOpen}
      onClose={() => useFrame.setState({ overlay: null })}
    >
      <div className="shortcut-groups">
        {[...shortcutGroups()].map(([group, shortcuts]) => (
          <section key={group} className="shortcut-group" aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {shortcuts.map(({ name, keys }) => (
                <div key={name} className="shortcut">
                  <dt>{name}</dt>
                  <dd>
                    <kbd className="keys">{keys}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </AppDialog>
  );
}

function shortcutGroups(): Map<Command['group'], Shortcut[]> {
  const groups = new Map<Command['group'], Shortcut[]>();
  const add = (group: Command['group'], shortcut: Shortcut): void => {
    groups.set(group, [...(groups.get(group) ?? []), shortcut]);
  };
  for (const command of commands) {
    const keys = keyWords(command);
    if (keys === undefined) continue;
    const also = keyWords({ keys: command.alsoKeys });
    add(command.group, { name: command.name, keys: also === undefined ? keys : `${keys} or ${also}` });
  }
  for (const { group, name, key } of heldKeys)
    add(group, { name, keys: `hold ${key === ' ' ? 'Space' : key.toUpperCase()}` });
  for (const { group, name, keys } of withPointer) add(group, { name, keys: keysText(keys) });
  return groups;
}
