export interface PaintReasonFacts {
  /** Share of the pixels that the network is less than 75 % sure of. */
  unsureShare: number;
  /** Distance from the nearest, over what is usual among painted images; null where nothing can be compared. */
  novelty: number | null;
  /** Name of the image that it is most like, and whether that is painted or only suggested before it. */
  nearest: string | null;
  isNearPainted: boolean;
}

/** Above it an image counts as unlike the others, below its inverse as much like one. */
const UNUSUAL = 1.3;

/** Why an image is worth painting next, in a sentence. */
export function paintReason({ unsureShare, novelty, nearest, isNearPainted }: PaintReasonFacts): string {
  const unsure = `The network is unsure of ${percent(unsureShare)} of it`;
  if (novelty === null || nearest === null) return `${unsure}.`;
  const place = isNearPainted ? 'painted' : 'painted or listed above';
  if (novelty >= UNUSUAL) {
    return `${unsure}, and it is unlike all that is ${place}: ${times(novelty)} as far from ${nearest}, the nearest, as is usual.`;
  }
  if (novelty <= 1 / UNUSUAL) return `${unsure}, though it looks much like ${nearest}.`;
  return `${unsure}, and it is as far from ${nearest}, the nearest that is ${place}, as is usual.`;
}

function percent(share: number): string {
  const value = 100 * share;
  return value > 0 && value < 1 ? 'less than 1 %' : `${Math.round(value)} %`;
}

function times(factor: number): string {
  return factor >= 9.5 ? `${Math.round(factor)} times` : `${factor.toFixed(1)} times`;
}
