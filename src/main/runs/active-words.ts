import type { RunEvent } from '../../shared/training/run-events';
import type { Weighting } from '../../shared/weighting/schema';

const parts: Record<string, string> = { images: 'Preparing images', weights: 'Computing weight maps' };

/** What a run in preparation does just now, e.g. `Preparing images, 3 of 24`. */
export function preparingPhase({ part, done, total }: Extract<RunEvent, { type: 'preparing' }>): string {
  const words = parts[part] ?? 'Preparing';
  return done >= total ? words : `${words}, ${done + 1} of ${total}`;
}

/** What a weighting is made of, e.g. `edge + region`. */
export function weightingName({ terms, strength }: Weighting): string {
  const sources = terms.filter(({ share }) => share > 0).map(({ source }) => source);
  return sources.length === 0 || strength === 0 ? 'unweighted' : [...new Set(sources)].join(' + ');
}
