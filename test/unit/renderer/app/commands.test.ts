import { afterEach, describe, expect, it, vi } from 'vitest';
import { commands, heldKeys } from '../../../../src/renderer/app/all-commands';
import { type Screen, useApp } from '../../../../src/renderer/app/app-state';
import {
  bindKeys,
  type Command,
  commandFor,
  isHere,
  keyWords,
  runCommand,
} from '../../../../src/renderer/app/commands';
import { useNotices } from '../../../../src/renderer/app/notices';
import { tabs } from '../../../../src/renderer/app/window-commands';

const initial = useApp.getState();
afterEach(() => useApp.setState(initial, true));

/** A command that counts how often it was run. */
function counted(part: Partial<Command>): { command: Command; runs(): number } {
  let runs = 0;
  const run = (): void => void runs++;
  return { command: { id: 'test.count', name: 'Count', group: 'Window', ...part, run }, runs: () => runs };
}

describe('the commands of the program', () => {
  it('have each an id of their own', () => {
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
  });

  it('never share a key on one screen, but for those that are only offered while something is open', () => {
    const screens: readonly Screen[] = ['start', ...tabs.map(({ screen }) => screen)];
    for (const screen of screens) {
      const there = commands.filter((command) => command.screens?.includes(screen) ?? true);
      const keysOf = (isOffered: boolean) =>
        there
          .filter((command) => (command.isOffered !== undefined) === isOffered)
          .flatMap(({ keys, alsoKeys }) => [keys, alsoKeys])
          .filter((keys) => keys !== undefined);
      const bound = keysOf(false);
      const held = heldKeys.filter(({ screens: where }) => where.includes(screen)).map(({ key }) => key);
      for (const all of [[...bound, ...held], keysOf(true)]) {
        expect(
          all.filter((keys, index) => all.indexOf(keys) !== index),
          screen,
        ).toEqual([]);
      }
    }
  });

  it('begin with a verb or a name in a capital, and end without a full stop', () => {
    for (const { name } of commands) expect(name).toMatch(/^[A-Z0-9].*[^.]$/);
  });
});

describe('a command', () => {
  it('is not run where it does not belong', () => {
    const { command, runs } = counted({ screens: ['paint'] });
    expect(isHere(command)).toBe(false);
    runCommand(command);
    expect(runs()).toBe(0);
  });

  it('is not run while it is not offered, and leaves its key alone', () => {
    const { command, runs } = counted({ isOffered: () => false });
    expect(isHere(command)).toBe(false);
    runCommand(command);
    expect(runs()).toBe(0);
  });

  it('goes before others on its key while it is offered', () => {
    let isOpen = true;
    const always = counted({}).command;
    const offered = counted({ isOffered: () => isOpen }).command;
    expect(commandFor([always, offered])).toBe(offered);
    isOpen = false;
    expect(commandFor([always, offered])).toBe(always);
  });

  it('is not run while something speaks against it, which is said', () => {
    const { command, runs } = counted({ blocked: () => 'Not now.' });
    runCommand(command);
    expect(runs()).toBe(0);
    expect(useNotices.getState().notice).toMatchObject({ sentence: 'Not now.' });
  });

  it('is run where it belongs', () => {
    const { command, runs } = counted({});
    runCommand(command);
    expect(runs()).toBe(1);
  });

  it.each([
    ['$mod+z', 'Ctrl+Z'],
    ['$mod+Shift+z', 'Ctrl+Shift+Z'],
    ['Alt+1', 'Alt+1'],
    ['[', '['],
    ['ArrowRight', '→'],
    ['$mod++', 'Ctrl++'],
  ])('writes %s as %s', (keys, words) => {
    expect(keyWords({ keys })).toBe(words);
  });
});

describe('a held key', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is let go wherever that happens: on another screen, beside Ctrl', () => {
    const page = new EventTarget();
    vi.stubGlobal('window', page);
    vi.stubGlobal('HTMLElement', class {});
    vi.stubGlobal('KeyboardEvent', Event);
    vi.stubGlobal('document', { body: { querySelector: () => null }, querySelector: () => null });
    let isHeld = false;
    const hold = (isDown: boolean): void => {
      isHeld = isDown;
    };
    const unbind = bindKeys([], [{ name: 'Hold', group: 'View', key: 'h', screens: ['paint'], hold }]);
    const send = (type: string, part: object): boolean =>
      page.dispatchEvent(Object.assign(new Event(type), { key: 'h', ...part }));

    useApp.setState({ screen: 'paint' });
    send('keydown', {});
    expect(isHeld).toBe(true);
    useApp.setState({ screen: 'train' });
    send('keyup', { altKey: true });
    expect(isHeld).toBe(false);
    send('keydown', {});
    expect(isHeld).toBe(false);
    unbind();
  });
});
