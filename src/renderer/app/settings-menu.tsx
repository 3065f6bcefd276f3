import { Menu } from '@base-ui/react/menu';
import { Check, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Theme } from '../../shared/contract/app';
import { Hint } from '../components/hint';
import { overlayRoot } from '../components/overlay-root';
import { useApp } from './app-state';
import { act, ask } from './client';

const themes: { theme: Theme; words: string }[] = [
  { theme: 'system', words: 'As the system' },
  { theme: 'dark', words: 'Dark' },
  { theme: 'light', words: 'Light' },
];

export function SettingsMenu(): ReactNode {
  const theme = useApp((state) => state.facts?.theme ?? 'system');
  return (
    <Menu.Root>
      <Hint text="Settings">
        <Menu.Trigger className="icon-button" aria-label="Settings">
          <Settings size={16} aria-hidden="true" />
        </Menu.Trigger>
      </Hint>
      <Menu.Portal container={overlayRoot()}>
        <Menu.Positioner className="menu-positioner" align="end" sideOffset={4}>
          <Menu.Popup className="menu">
            <Menu.RadioGroup value={theme} onValueChange={choose}>
              <Menu.GroupLabel className="menu-label">Theme</Menu.GroupLabel>
              {themes.map((choice) => (
                <Menu.RadioItem key={choice.theme} className="menu-item" value={choice.theme} closeOnClick>
                  {choice.words}
                  <Menu.RadioItemIndicator className="menu-check">
                    <Check size={16} aria-hidden="true" />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function choose(value: unknown): void {
  const theme = themes.find((choice) => choice.theme === value)?.theme;
  if (theme !== undefined) act(() => ask('app.setTheme', { theme }));
}
