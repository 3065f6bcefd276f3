import type { ImageId, RunId } from '../../shared/ids';

/** A trained run and what it was trained on. */
export interface KnownRun {
  id: RunId;
  trained: ReadonlySet<ImageId>;
}

interface GroupedImage {
  id: ImageId;
  /** Slices of one file and near duplicates: whoever saw one of them has seen the others. */
  group: string;
}

/** For each image the first run that trained on no image of its group; by run, and those that every run has seen. */
export function unseenBy<Image extends GroupedImage>(
  images: readonly Image[],
  runs: readonly KnownRun[],
): { byRun: Map<RunId, Image[]>; seenByAll: Image[] } {
  const groupOf = new Map(images.map(({ id, group }) => [id, group]));
  const seen = runs.map(({ id, trained }) => ({
    id,
    trained,
    groups: new Set([...trained].map((one) => groupOf.get(one))),
  }));
  const byRun = new Map<RunId, Image[]>();
  const seenByAll: Image[] = [];
  for (const image of images) {
    const run = seen.find(({ trained, groups }) => !trained.has(image.id) && !groups.has(image.group));
    if (run === undefined) seenByAll.push(image);
    else byRun.set(run.id, [...(byRun.get(run.id) ?? []), image]);
  }
  return { byRun, seenByAll };
}
