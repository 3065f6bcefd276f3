import type { ImageId } from '../../shared/ids';
import { splitSchema } from '../../shared/images/facets';
import { Problem } from '../../shared/problem';
import { assignSplits, type SplitPlan, splitPlanSchema } from '../../shared/training/assign-splits';
import { imageChanges } from './change-images';
import type { SplitCounts, SplitGroup } from './image-changes';
import type { ImageRows } from './image-rows';
import { type ImageState, makeImageStates } from './image-states';
import { groupNear } from './near-groups';
import type { ProjectStore } from './project-store';
import type { Split } from './records';
import type { SessionActs } from './session-area';
import type { StoreContext } from './store-context';

export function makeSplits(context: StoreContext, images: ImageRows, acts: SessionActs): ProjectStore['splits'] {
  const states = makeImageStates(context);
  const change = imageChanges(context, acts);
  const planned = (plan: SplitPlan): { key: number; id: ImageId; was: Split | null; split: Split }[] => {
    const checked = checkedPlan(plan);
    const rows = images.splitImages();
    const assigned = assignSplits(rows, checked);
    return rows.flatMap(({ key, id, split: was }) => {
      const split = assigned.get(id);
      return split === undefined ? [] : [{ key, id, was, split }];
    });
  };

  return {
    set: (ids, split) =>
      change(() => {
        const refused: ImageId[] = [];
        const changes: { key: number; id: ImageId; was: Split | null }[] = [];
        for (const { key, id, split: was, split_locked } of states.of(ids)) {
          if (split_locked === 1 && (split === 'training' || split === null)) refused.push(id);
          else if (was !== split) changes.push({ key, id, was });
        }
        states.set(
          changes.map(({ key }) => key),
          'split = ?',
          split,
        );
        return { changed: changes.length, refused, before: grouped(changes) };
      }),
    assign: (plan) =>
      change(() => {
        const all = planned(plan);
        const changes = all.filter(({ was, split }) => was !== split);
        for (const into of splitSchema.options) {
          const keys = changes.filter(({ split }) => split === into).map(({ key }) => key);
          states.set(keys, 'split = ?', into);
        }
        return { counts: counted(all), before: grouped(changes) };
      }),
    groupNear: (byLook) => change(() => groupNear(context, byLook)),
    preview: (plan) => context.read(() => counted(planned(plan))),
    lock: (ids, isLocked) =>
      change(() => {
        const rows = states.of(ids);
        const isRefused = ({ split }: ImageState): boolean => isLocked && split !== 'validation' && split !== 'test';
        const changed = rows.filter((row) => !isRefused(row) && (row.split_locked === 1) !== isLocked);
        states.set(
          changed.map(({ key }) => key),
          'split_locked = ?',
          isLocked ? 1 : 0,
        );
        return { changed: changed.map(({ id }) => id), refused: rows.filter(isRefused).map(({ id }) => id) };
      }),
  };
}

function counted(all: readonly { split: Split }[]): SplitCounts {
  const counts = { training: 0, validation: 0, test: 0 };
  for (const { split } of all) counts[split] += 1;
  return counts;
}

function grouped(changes: readonly { id: ImageId; was: Split | null }[]): SplitGroup[] {
  const groups = new Map<Split | null, ImageId[]>();
  for (const { id, was } of changes) {
    const same = groups.get(was);
    if (same === undefined) groups.set(was, [id]);
    else same.push(id);
  }
  return [...groups].map(([split, ids]) => ({ split, ids }));
}

/** @throws Problem split-plan-invalid */
function checkedPlan(plan: SplitPlan): SplitPlan {
  const parsed = splitPlanSchema.safeParse(plan);
  if (parsed.success) return parsed.data;
  throw new Problem(
    'split-plan-invalid',
    `Images cannot be split with ${plan.validation} for validation and ${plan.test} for testing.`,
    'Give shares from 0 to 0.9 that leave some images to train on.',
  );
}
