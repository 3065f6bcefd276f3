import { z } from 'zod';
import type { ImageId } from '../ids';
import { type Split, splitSchema } from '../images/facets';
import { hashText } from './random';
import { isLeftOut, isTeaching, type SplitImage } from './splits';

/** How images are put into splits at random. */
export const splitPlanSchema = z
  .object({
    /** Shares of all images, 0 to below 1; the rest trains. */
    validation: z.number().min(0).max(0.9),
    test: z.number().min(0).max(0.9),
    seed: z.int().min(0).max(0xffffffff),
    /** Whether rare classes are shared out as evenly as the images. */
    byClass: z.boolean(),
    /** What is never parted: images of one file (its pages), or all images of one folder. */
    together: z.enum(['file', 'folder']),
  })
  .refine(({ validation, test }) => validation + test < 1, 'No image would be left to train on.');
export type SplitPlan = z.infer<typeof splitPlanSchema>;

interface Group {
  key: string;
  images: SplitImage[];
}

const sides = splitSchema.options;
type PerSide = Record<Split, number>;

/**
 * Puts images into splits at random (definitions: Splits). Each group goes whole to one side: again and again the side
 * that lacks most of its share takes the next group, so that in the end no side is further from its share than the
 * largest group. Which group it takes is where stratification lies: from the stratum of which that side lacks most, the
 * rarest class first (after Sechidis, Tsoumakas and Vlahavas 2011), and there the next in the order of a seeded hash.
 * Locked images stay where they are and take the rest of their group along; images left out are not looked at.
 * @returns the side of every image that is not left out; the same for the same seed, in whatever order they come
 */
export function assignSplits(images: readonly SplitImage[], plan: SplitPlan): Map<ImageId, Split> {
  const assigned = new Map<ImageId, Split>();
  const groups = groupsOf(
    images.filter((image) => !isLeftOut(image)),
    plan,
  );
  const all = groups.reduce((sum, group) => sum + group.images.length, 0);
  const lack = shares(all, plan);
  const give = (group: Group, side: Split): void => {
    for (const image of group.images) {
      const own = image.isSplitLocked ? lockedSide(image) : side;
      assigned.set(image.id, own);
      lack[own] -= 1;
    }
  };
  const free: Group[] = [];
  for (const group of groups) {
    const locked = group.images.filter(({ isSplitLocked }) => isSplitLocked);
    if (locked.length === 0) free.push(group);
    else give(group, locked.some(({ split }) => split === 'test') ? 'test' : 'validation');
  }
  const strata = strataOf(free, plan);
  for (let left = free.length; left > 0; left--) {
    const side = greatest(lack);
    const stratum = lackingMost(strata, side);
    const group = stratum.groups[stratum.next++];
    stratum.lack[side] -= group.images.length;
    give(group, side);
  }
  return assigned;
}

/** A locked image is kept from training, so one in no split validates. */
function lockedSide({ split }: SplitImage): Split {
  return split ?? 'validation';
}

/** What each side is to get; a share that was asked for is at least one image. */
function shares(images: number, { validation, test }: SplitPlan): PerSide {
  const share = (part: number): number => (part === 0 ? 0 : Math.max(1, part * images));
  const [validating, testing] = [share(validation), share(test)];
  return { training: images - validating - testing, validation: validating, test: testing };
}

function groupsOf(images: readonly SplitImage[], { together, seed }: SplitPlan): Group[] {
  const groups = new Map<string, SplitImage[]>();
  for (const image of images) {
    const key = together === 'folder' ? folderOf(image.name) : (image.group ?? image.id);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [image]);
    else members.push(image);
  }
  return [...groups]
    .map(([key, members]) => ({ key, images: members, hash: hashText(key, seed) }))
    .sort((a, b) => a.hash - b.hash || (a.key < b.key ? -1 : 1));
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}

interface Stratum {
  groups: Group[];
  /** The next that is not assigned yet. */
  next: number;
  lack: PerSide;
}

/** Groups by the rarest class in them, the rarest stratum first; groups without labels last, and apart always. */
function strataOf(groups: readonly Group[], plan: SplitPlan): Stratum[] {
  const classes = new Map(groups.map((group) => [group, plan.byClass ? classesOf(group) : anyClass(group)]));
  const holders = new Map<number, number>();
  for (const held of classes.values()) for (const id of held) holders.set(id, (holders.get(id) ?? 0) + 1);
  const order = [...holders].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([id]) => id);
  const place = new Map(order.map((id, index) => [id, index]));
  const strata: Group[][] = Array.from({ length: order.length + 1 }, () => []);
  for (const group of groups) {
    const places = [...(classes.get(group) ?? [])].map((id) => place.get(id) ?? order.length);
    strata[Math.min(order.length, ...places)].push(group);
  }
  return strata
    .filter((members) => members.length > 0)
    .map((members) => ({ groups: members, next: 0, lack: stratumShares(members, plan) }));
}

function stratumShares(groups: readonly Group[], { validation, test }: SplitPlan): PerSide {
  const images = groups.reduce((sum, group) => sum + group.images.length, 0);
  return { training: images * (1 - validation - test), validation: images * validation, test: images * test };
}

function classesOf({ images }: Group): Set<number> {
  const held = new Set<number>();
  for (const { painted } of images) for (const entry of painted) if (isTeaching(entry)) held.add(entry.classId);
  return held;
}

const someClass: ReadonlySet<number> = new Set([1]);
const noClass: ReadonlySet<number> = new Set();

function anyClass({ images }: Group): ReadonlySet<number> {
  return images.some(({ painted }) => painted.some(isTeaching)) ? someClass : noClass;
}

function greatest(lack: PerSide): Split {
  return sides.reduce((best, side) => (lack[side] > lack[best] ? side : best));
}

/** Of strata that lack alike the rarest. */
function lackingMost(strata: readonly Stratum[], side: Split): Stratum {
  let best: Stratum | null = null;
  for (const stratum of strata) {
    if (stratum.next === stratum.groups.length) continue;
    if (best === null || stratum.lack[side] > best.lack[side]) best = stratum;
  }
  if (best === null) throw new Error('no group is left to assign');
  return best;
}
