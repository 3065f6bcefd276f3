import { nearDuplicates } from '../../shared/images/near-duplicates';
import { parseHash } from '../../shared/images/perceptual-hash';
import type { StoreContext } from './store-context';

/** Bits of 64 in which the looks of near duplicates differ at most: pictures of other things differ in about 32. */
const NEAR_BITS = 8;

interface LookRow {
  key: number;
  sha256: string;
  split_group: string;
  perceptual_hash: string | null;
}

/** How many groups of more than one file there are, and the images in them. */
export interface NearGroups {
  groups: number;
  images: number;
}

/**
 * Puts images that look alike into one group, those of one file always; within a transaction.
 * @param byLook false: only those of one file
 */
export function groupNear({ db }: StoreContext, byLook: boolean): NearGroups {
  const rows = db
    .prepare<[], LookRow>(
      'SELECT key, sha256, split_group, perceptual_hash FROM images WHERE removed_at IS NULL ORDER BY key',
    )
    .all();
  const groups = groupsOf(rows, byLook);
  const set = db.prepare<[string, number]>('UPDATE images SET split_group = ? WHERE key = ?');
  for (const [index, row] of rows.entries()) {
    const group = groups[index];
    if (group !== undefined && row.split_group !== group) set.run(group, row.key);
  }
  return countOf(rows, groups);
}

/** Each row's group: the content of its first file. */
function groupsOf(rows: readonly LookRow[], byLook: boolean): string[] {
  const parents = new Map<string, string>();
  const rootOf = (sha256: string): string => {
    let root = sha256;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  };
  if (byLook) {
    const seen = rows.flatMap(({ sha256, perceptual_hash: hash }) =>
      hash === null ? [] : [{ sha256, hash: parseHash(hash) }],
    );
    const numbers = nearDuplicates(
      seen.map(({ hash }) => hash),
      NEAR_BITS,
    );
    for (const [index, { sha256 }] of seen.entries()) {
      const first = seen[numbers[index] ?? index];
      if (first === undefined) continue;
      const [own, other] = [rootOf(sha256), rootOf(first.sha256)];
      if (own !== other) parents.set(own, other);
    }
  }
  return rows.map(({ sha256 }) => rootOf(sha256));
}

function countOf(rows: readonly LookRow[], groups: readonly string[]): NearGroups {
  const files = new Map<string, { files: Set<string>; images: number }>();
  for (const [index, { sha256 }] of rows.entries()) {
    const key = groups[index] ?? sha256;
    const group = files.get(key) ?? { files: new Set(), images: 0 };
    group.files.add(sha256);
    group.images += 1;
    files.set(key, group);
  }
  const several = [...files.values()].filter((group) => group.files.size > 1);
  return { groups: several.length, images: several.reduce((sum, { images }) => sum + images, 0) };
}
