/** An image as a trained network sees it. */
export interface SeenImage {
  id: string;
  /** Mean entropy over its pixels, over the highest there can be: 0 where the network is sure everywhere, 1 nowhere. */
  uncertainty: number;
  /** Inside the network, one number a feature; as many for all. */
  features: readonly number[];
}

export interface NextToPaint {
  id: string;
  uncertainty: number;
  /** The image among those painted, and those suggested before it, that looks most like it; null where there is none. */
  nearest: string | null;
  /**
   * Its distance from that one, over what the painted images typically have from the nearest of the others: above 1 it is
   * unlike what is painted. Null where nothing can be compared.
   */
  novelty: number | null;
}

/**
 * The images from which the network would learn most, best first: by uncertainty and by distance from what is painted
 * already, with equal say, each over its largest. Distances are Euclidean over features of unit variance; every image
 * suggested counts as painted for the next (greedy k-centre, Sener and Savarese 2018), so that the list is not ten of a kind.
 * @param most so many at most
 */
export function nextToPaint(
  candidates: readonly SeenImage[],
  painted: readonly Pick<SeenImage, 'id' | 'features'>[],
  most: number,
): NextToPaint[] {
  const scale = deviations([...candidates, ...painted].map(({ features }) => features));
  const apart = (a: readonly number[], b: readonly number[]): number => distance(a, b, scale);
  const typical = median(
    painted.map(
      (one) =>
        nearestOf(
          one.features,
          painted.filter((other) => other !== one),
          apart,
        ).distance,
    ),
  );
  const leastSure = candidates.reduce((largest, { uncertainty }) => Math.max(largest, uncertainty), 0);
  const left = candidates.map((image) => ({ image, ...nearestOf(image.features, painted, apart) }));
  const chosen: NextToPaint[] = [];
  while (left.length > 0 && chosen.length < most) {
    const finite = left.map((one) => one.distance).filter(Number.isFinite);
    const farthest = Math.max(0, ...finite);
    const score = (one: (typeof left)[number]): number =>
      over(one.image.uncertainty, leastSure) + (Number.isFinite(one.distance) ? over(one.distance, farthest) : 0);
    const best = left.reduce((a, b) => (score(b) > score(a) ? b : a));
    left.splice(left.indexOf(best), 1);
    const { id, uncertainty, features } = best.image;
    const isComparable = Number.isFinite(best.distance) && typical !== null && typical > 0;
    chosen.push({ id, uncertainty, nearest: best.nearest, novelty: isComparable ? best.distance / typical : null });
    for (const one of left) {
      const near = apart(one.image.features, features);
      if (near >= one.distance) continue;
      one.distance = near;
      one.nearest = id;
    }
  }
  return chosen;
}

interface Nearest {
  nearest: string | null;
  /** Infinite where there is none. */
  distance: number;
}

function nearestOf(
  features: readonly number[],
  others: readonly Pick<SeenImage, 'id' | 'features'>[],
  apart: (a: readonly number[], b: readonly number[]) => number,
): Nearest {
  const nearest: Nearest = { nearest: null, distance: Number.POSITIVE_INFINITY };
  for (const other of others) {
    const far = apart(features, other.features);
    if (far < nearest.distance) Object.assign(nearest, { nearest: other.id, distance: far });
  }
  return nearest;
}

/** Of each feature over all images; 0 where it is the same in all. */
function deviations(all: readonly (readonly number[])[]): number[] {
  const count = Math.max(1, all.length);
  return Array.from({ length: all[0]?.length ?? 0 }, (_, feature) => {
    const mean = all.reduce((sum, values) => sum + values[feature], 0) / count;
    return Math.sqrt(all.reduce((sum, values) => sum + (values[feature] - mean) ** 2, 0) / count);
  });
}

function distance(a: readonly number[], b: readonly number[], scale: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < scale.length; i++) if (scale[i] > 0) sum += ((a[i] - b[i]) / scale[i]) ** 2;
  return Math.sqrt(sum);
}

function median(values: readonly number[]): number | null {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function over(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
