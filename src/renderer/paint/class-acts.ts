import type { ClassId } from '../../shared/ids';
import { freeClassColor } from '../../shared/labels/class-colors';
import { Problem } from '../../shared/problem';
import { act, ask } from '../app/client';
import { useNotices } from '../app/notices';
import { counted } from '../app/words';
import { movedItem } from './class-order';
import { classNamed, reloadClasses, useClasses } from './classes-state';
import { currentDocument } from './document/open-documents';

/** A further class, in the first colour that is free. @returns its id */
export async function addClass(name: string): Promise<ClassId> {
  const color = freeClassColor(useClasses.getState().classes.map((entry) => entry.color));
  const added = await ask('classes.add', { name, color });
  await reloadClasses();
  return added.id;
}

export async function renameClass(id: ClassId, name: string): Promise<void> {
  if (classNamed(id)?.name === name) return;
  await ask('classes.rename', { id, name });
  await reloadClasses();
}

/** A colour field tells of every colour on the way; the project hears of the one where it rests. */
const REST_MS = 250;
const resting = new Map<ClassId, { color: string; timer: ReturnType<typeof setTimeout> }>();

/** Shows the colour at once, and keeps it when the hand rests. */
export function recolorClass(id: ClassId, color: string): void {
  useClasses.setState(({ classes }) => ({
    classes: classes.map((entry) => (entry.id === id ? { ...entry, color } : entry)),
  }));
  clearTimeout(resting.get(id)?.timer);
  resting.set(id, { color, timer: setTimeout(() => act(() => keepColor(id)), REST_MS) });
}

/** Keeps at once what would wait for the rest: the project is about to be left. */
export async function keepColors(): Promise<void> {
  await Promise.all([...resting.keys()].map(keepColor));
}

async function keepColor(id: ClassId): Promise<void> {
  const last = resting.get(id);
  if (last === undefined) return;
  clearTimeout(last.timer);
  resting.delete(id);
  await settled(ask('classes.recolor', { id, color: last.color }));
}

/** Puts the class at a place of the list, counted from 0. */
export async function placeClass(id: ClassId, place: number): Promise<void> {
  const { classes } = useClasses.getState();
  const from = classes.findIndex((entry) => entry.id === id);
  if (from < 0 || place < 0 || place >= classes.length || place === from) return;
  const ordered = movedItem(classes, from, place);
  useClasses.setState({ classes: ordered });
  await settled(ask('classes.reorder', { ids: ordered.map((entry) => entry.id) }));
}

/** Takes the class away with its pixels in all images, and offers to bring both back. */
export async function removeClass(id: ClassId): Promise<void> {
  const name = classNamed(id)?.name ?? '';
  // A stroke of the class that is on its way would find no class any more.
  if ((await currentDocument()?.whenSaved()) === false) {
    throw new Problem(
      'class-strokes-unsaved',
      `The class "${name}" is not removed, since the last strokes on this image are not saved.`,
      'Save them again, or give them up; then remove the class.',
    );
  }
  const { images, pixels } = await ask('classes.remove', { id });
  await reloadClasses();
  const where =
    pixels === 0
      ? 'It was painted nowhere.'
      : `${counted(pixels, 'pixel')} in ${counted(images.length, 'image')} ${pixels === 1 ? 'is' : 'are'} unpainted now.`;
  useNotices.getState().showDone(`Class "${name}" removed. ${where}`, async () => {
    await ask('classes.restore', { id });
    await reloadClasses();
  });
}

/** What was shown ahead of its answer is set right by what main holds, whether it was taken or refused. */
async function settled(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } finally {
    await reloadClasses();
  }
}
