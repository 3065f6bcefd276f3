import { canvasCommands, canvasHeldKeys } from '../canvas/canvas-commands';
import { compareCommands } from '../compare/compare-commands';
import { exportCommands } from '../export/export-commands';
import { imageCommands } from '../images/image-commands';
import { inspectCommands } from '../inspect/inspect-commands';
import { displayCommands } from '../paint/display-commands';
import { drawingCommands } from '../paint/drawing-commands';
import { paintCommands } from '../paint/paint-commands';
import { trainCommands } from '../train/train-commands';
import { weightsCommands } from '../weights/weights-commands';
import { type Command, type HeldKey, keyWords } from './commands';
import { windowCommands } from './window-commands';

/** Every command of the program; an area adds its list here. */
export const commands: readonly Command[] = [
  ...windowCommands,
  ...imageCommands,
  ...paintCommands,
  ...drawingCommands,
  ...displayCommands,
  ...canvasCommands,
  ...weightsCommands,
  ...trainCommands,
  ...compareCommands,
  ...inspectCommands,
  ...exportCommands,
];

/** Every key that works while it is held. */
export const heldKeys: readonly HeldKey[] = [...canvasHeldKeys];

/** The keys of a command as text for a hint; undefined where it has none. */
export function keysOf(id: string): string | undefined {
  const command = commands.find((entry) => entry.id === id);
  return command === undefined ? undefined : keyWords(command);
}

/** @throws where there is no such command: a typing mistake in the program */
export function commandNamed(id: string): Command {
  const command = commands.find((entry) => entry.id === id);
  if (command === undefined) throw new Error(`no command ${id}`);
  return command;
}
