import { Menu } from '@base-ui/react/menu';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProjectClassRow } from '../../shared/contract/classes';
import { Hint } from '../components/hint';
import { overlayRoot } from '../components/overlay-root';
import { useClasses } from './classes-state';
import { setClassInHand } from './document/paint-state';

/** The class in hand beside the tool, and the others to choose from while the panel is folded away. */
export function ClassChooser({ inHand }: { inHand: ProjectClassRow }): ReactNode {
  const classes = useClasses((state) => state.classes);
  const choose = (value: unknown): void => {
    const chosen = classes.find(({ id }) => id === value);
    if (chosen !== undefined) setClassInHand(chosen.id);
  };
  return (
    <Menu.Root>
      <Hint text="Class in hand" keys="1 … 9">
        <Menu.Trigger className="class-chooser" aria-label={`Class in hand: ${inHand.name}`}>
          <span className="swatch-small" style={{ background: inHand.color }} />
          <span className="truncate">{inHand.name}</span>
          <ChevronDown size={12} aria-hidden="true" />
        </Menu.Trigger>
      </Hint>
      <Menu.Portal container={overlayRoot()}>
        <Menu.Positioner className="menu-positioner" align="start" sideOffset={8}>
          <Menu.Popup className="menu class-menu">
            <Menu.RadioGroup value={inHand.id} onValueChange={choose}>
              {classes.map(({ id, name, color }, index) => (
                <Menu.RadioItem key={id} className="menu-item" value={id} closeOnClick>
                  <span className="swatch-small" style={{ background: color }} />
                  <span className="truncate">{name}</span>
                  <Menu.RadioItemIndicator>
                    <Check size={16} aria-hidden="true" />
                  </Menu.RadioItemIndicator>
                  {index < 9 && <kbd className="keys">{index + 1}</kbd>}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
