import { tinykeys } from 'tinykeys';
import { type Screen, useApp } from './app-state';
import { act } from './client';
import { isChoosing, isOverlayOpen, isTyping, keysText } from './keys';
import { useNotices } from './notices';

/** An act of the person. Key bindings, palette, shortcuts page and hints all read one list of these. */
export interface Command {
  /** `area.verb` */
  id: string;
  /** What it does, in words. */
  name: string;
  /** Under which heading the palette and the shortcuts page list it. */
  group: 'Window' | 'Project' | 'Images' | 'View' | 'Paint' | 'Classes' | 'Weights' | 'Train' | 'Inspect' | 'Export';
  /** As tinykeys writes it: `$mod+z`, `b`, `[`. Single keys do nothing while words are typed. */
  keys?: string;
  /** A second binding. */
  alsoKeys?: string;
  /** Where it can be used; everywhere without. */
  screens?: readonly Screen[];
  /** Needs an open project. */
  needsProject?: boolean;
  /** False while it has nothing to act on: its keys are left to others then. */
  isOffered?(): boolean;
  /** Why it cannot be used just now, a sentence; null where it can. */
  blocked?(): string | null;
  run(): unknown;
}

/** A key that works while it is held. */
export interface HeldKey {
  name: string;
  group: Command['group'];
  /** `event.key` in lower case. */
  key: string;
  screens: readonly Screen[];
  hold(isDown: boolean): void;
}

/** Whether the command belongs to where the person is. */
export function isHere({ screens, needsProject, isOffered }: Command): boolean {
  const { project, screen } = useApp.getState();
  if ((needsProject || screens !== undefined) && project.status !== 'open') return false;
  return (screens === undefined || screens.includes(screen)) && isOffered?.() !== false;
}

/** Runs it where it belongs; what speaks against it is said. */
export function runCommand(command: Command): void {
  if (!isHere(command)) return;
  const reason = command.blocked?.() ?? null;
  if (reason !== null) {
    useNotices.getState().showDone(reason);
    return;
  }
  act(async () => command.run());
}

/** Binds every command's keys to the window; the returned function unbinds them. */
export function bindKeys(commands: readonly Command[], held: readonly HeldKey[]): () => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const keys of new Set(commands.flatMap(({ keys, alsoKeys }) => [keys, alsoKeys]))) {
    if (keys === undefined) continue;
    const bound = commands.filter((command) => command.keys === keys || command.alsoKeys === keys);
    bindings[keys] = (event) => {
      if (belongsElsewhere(event, keys)) return;
      const command = commandFor(bound);
      if (command === undefined) return;
      event.preventDefault();
      runCommand(command);
    };
  }
  const unbind = tinykeys(window, bindings);
  const hold = (isDown: boolean) => (event: KeyboardEvent) => {
    const { screen } = useApp.getState();
    // A key is let go wherever that happens: on another screen, beside Ctrl, in a field.
    const found = held.find(
      ({ key, screens }) => key === event.key.toLowerCase() && (!isDown || screens.includes(screen)),
    );
    if (found === undefined) return;
    const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
    if (isDown && (isShortcut || isTyping(event.target) || isOverlayOpen())) return;
    // Space would press the button that was clicked last.
    if (found.key === ' ' && !isChoosing(event.target)) event.preventDefault();
    if (!event.repeat) found.hold(isDown);
  };
  const down = hold(true);
  const up = hold(false);
  const release = (): void => {
    for (const { hold } of held) hold(false);
  };
  window.addEventListener('keydown', down);
  window.addEventListener('keyup', up);
  window.addEventListener('blur', release);
  return () => {
    unbind();
    window.removeEventListener('keydown', down);
    window.removeEventListener('keyup', up);
    window.removeEventListener('blur', release);
  };
}

/** Which of the commands on one key it runs: one that is offered for the moment goes before those that always are. */
export function commandFor(bound: readonly Command[]): Command | undefined {
  const here = bound.filter(isHere);
  return here.find(({ isOffered }) => isOffered !== undefined) ?? here[0];
}

/** Letters belong to the field they are typed into, arrows to the list or slider they move in. */
function belongsElsewhere(event: KeyboardEvent, keys: string): boolean {
  if (keys.startsWith('$mod+')) return editsText.has(keys) && isTyping(event.target);
  if (isOverlayOpen()) return true;
  if (keys.startsWith('Alt+')) return false;
  if (isTyping(event.target)) return true;
  return (/Arrow|Enter|Home|End/.test(keys) && isChoosing(event.target)) || event.defaultPrevented;
}

/** What fields do themselves with the text in them. */
const editsText = new Set(['$mod+z', '$mod+Shift+z', '$mod+y', '$mod+a']);

/** A command's keys as this system writes them: `Ctrl+Z`, `⌘Z`; undefined where it has none. */
export function keyWords({ keys }: Pick<Command, 'keys'>): string | undefined {
  if (keys === undefined) return undefined;
  // As tinykeys does: the last of `$mod++` is the key itself.
  const parts = keys.split(/\b\+/);
  return keysText(parts.map((part) => named[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join('+'));
}

const named: Record<string, string> = {
  $mod: 'Ctrl',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  ' ': 'Space',
};
