import { IMAGES_AN_ACT, type SplitGroups, type StatusGroups } from '../../shared/contract/images';
import type { ImageId } from '../../shared/ids';
import type { Split } from '../../shared/images/facets';
import { type ImageStatus, statusWords } from '../../shared/images/status';
import type { ProblemData } from '../../shared/problem';
import { ask } from '../app/client';
import { useNotices } from '../app/notices';
import { windowProblem } from '../app/window-problem';
import { count, counted } from '../app/words';
import { firstQuery, tellBulk, useImages } from './images-state';

/** Sends an act on many images in parts, so that main answers others in between and progress is seen. */
async function inParts<Reply>(
  words: string,
  ids: readonly ImageId[],
  work: (part: ImageId[]) => Promise<Reply>,
): Promise<Reply[]> {
  const replies: Reply[] = [];
  try {
    for (let at = 0; at < ids.length; at += IMAGES_AN_ACT) {
      if (ids.length > IMAGES_AN_ACT) tellBulk({ words, done: at, total: ids.length });
      replies.push(await work(ids.slice(at, at + IMAGES_AN_ACT)));
    }
  } finally {
    tellBulk(null);
  }
  return replies;
}

export function selectedIds(): ImageId[] {
  return [...useImages.getState().selection.ids];
}

/** @param name of the image where it is only one */
export async function setStatus(ids: readonly ImageId[], status: ImageStatus, name?: string): Promise<void> {
  const replies = await inParts('Setting the status', ids, (part) => ask('images.setStatus', { ids: part, status }));
  const before = replies.flatMap((reply) => reply.before);
  const changed = sizeOf(before);
  const what = changed === 1 && name !== undefined ? name : counted(changed, 'image');
  if (changed === 0) done(`${ids.length === 1 ? 'It is' : 'They are'} ${statusWords(status)} already.`);
  else done(`${what} ${changed === 1 ? 'is' : 'are'} ${statusWords(status)} now.`, () => putStatusBack(before));
}

async function putStatusBack(before: StatusGroups): Promise<void> {
  for (const [status, ids] of joined(before.map(({ status, ids }) => [status, ids]))) {
    await inParts('Putting back', ids, (part) => ask('images.setStatus', { ids: part, status }));
  }
}

export async function setSplit(ids: readonly ImageId[], split: Split | null): Promise<void> {
  const replies = await inParts('Setting the split', ids, (part) => ask('images.setSplit', { ids: part, split }));
  const before = replies.flatMap((reply) => reply.before);
  const refused = replies.reduce((sum, reply) => sum + reply.refused, 0);
  done(splitSentence(sizeOf(before), refused, split), before.length === 0 ? undefined : () => putSplitBack(before));
}

export function splitSentence(changed: number, refused: number, split: Split | null): string {
  const where = split === null ? 'in no split' : `for ${purpose[split]}`;
  const locked = refused === 0 ? '' : ` ${counted(refused, 'locked image')} ${refused === 1 ? 'was' : 'were'} left.`;
  if (changed === 0) return refused === 0 ? `That is so already.` : `Nothing changed.${locked}`;
  return `${counted(changed, 'image')} now ${where}.${locked}`;
}

const purpose = { training: 'training', validation: 'validation', test: 'testing' };

export async function putSplitBack(before: SplitGroups): Promise<void> {
  for (const [split, ids] of joined(before.map(({ split, ids }) => [split, ids]))) {
    await inParts('Putting back', ids, (part) => ask('images.setSplit', { ids: part, split }));
  }
}

export async function lockSplit(ids: readonly ImageId[], isLocked: boolean): Promise<void> {
  const replies = await inParts('Locking', ids, (part) => ask('images.lockSplit', { ids: part, isLocked }));
  const changed = replies.flatMap((reply) => reply.changed);
  const refused = replies.reduce((sum, reply) => sum + reply.refused, 0);
  const others =
    refused === 0 ? '' : ` ${count(refused)} ${refused === 1 ? 'is' : 'are'} neither for validation nor for testing.`;
  const words = isLocked ? 'kept from training' : 'no longer locked';
  if (changed.length === 0) {
    done(`Nothing changed.${others}`);
    return;
  }
  done(`${counted(changed.length, 'image')} ${words}.${others}`, () =>
    inParts('Putting back', changed, (part) => ask('images.lockSplit', { ids: part, isLocked: !isLocked })),
  );
}

/** Takes images out of the project, and offers to put them back. */
export async function removeImages(ids: readonly ImageId[]): Promise<void> {
  const replies = await inParts('Removing', ids, (part) => ask('images.remove', { ids: part }));
  const removed = replies.reduce((sum, reply) => sum + reply.removed, 0);
  done(
    `${counted(removed, 'image')} removed from the project, labels included. ${
      removed === 1 ? 'The file stays where it is.' : 'The files stay where they are.'
    }`,
    () => inParts('Putting back', ids, (part) => ask('images.restore', { ids: part })),
  );
}

/** Takes over what the files that changed hold now; labels stay. Those that cannot be read are told of. */
export async function readChangedFiles(): Promise<void> {
  const query = { ...firstQuery, file: 'changed' as const };
  const ids = await ask('images.ids', { query, offset: 0, limit: 1_000_000 });
  const problems: ProblemData[] = [];
  try {
    for (const [at, id] of ids.entries()) {
      if (ids.length > 1) tellBulk({ words: 'Reading files again', done: at, total: ids.length });
      await ask('images.refresh', { id }).catch((error: unknown) => problems.push(windowProblem(error).toJSON()));
    }
  } finally {
    tellBulk(null);
  }
  done(readAgainSentence(ids.length - problems.length, problems));
}

/** @param problems of the files that could not be read; the first is told */
export function readAgainSentence(read: number, problems: readonly ProblemData[]): string {
  const [first] = problems;
  const words = `${counted(read, 'file was', 'files were')} read again.`;
  if (first === undefined) return words;
  const others = problems.length === 1 ? '' : ` So it is with ${counted(problems.length - 1, 'other', 'others')}.`;
  return `${read === 0 ? '' : `${words} `}${first.message}${others}`;
}

/** Each part of an act answers with groups of its own: those of the same state are put back together. */
function joined<State>(groups: readonly (readonly [State, readonly ImageId[]])[]): Map<State, ImageId[]> {
  const all = new Map<State, ImageId[]>();
  for (const [state, ids] of groups) all.set(state, [...(all.get(state) ?? []), ...ids]);
  return all;
}

function sizeOf(groups: readonly { ids: readonly ImageId[] }[]): number {
  return groups.reduce((sum, { ids }) => sum + ids.length, 0);
}

function done(sentence: string, undo?: () => Promise<unknown>): void {
  useNotices.getState().showDone(sentence, undo);
}
