import { Problem } from '../problem';
import type { Weighting } from './schema';

/**
 * What no schema can say: weightings that would leave every pixel at weight 0, and layers that cannot be.
 *
 * @returns null where the weighting can be used
 */
export function weightingProblem(weighting: Weighting): Problem | null {
  const { terms, floor, strength, schedule } = weighting;
  if (floor === 0 && (strength === 0 || terms.every((term) => term.share === 0))) {
    return new Problem(
      'weighting-no-weight',
      'With floor 0 and nothing on top of it every pixel would weigh 0, and nothing would be learnt.',
      'Set the floor above 0, or give a source with a share and a strength above 0.',
    );
  }
  if (floor === 0 && schedule.kind === 'after') {
    return new Problem(
      'weighting-no-weight',
      `With floor 0 and the strength switched on after ${schedule.step} steps every pixel would weigh 0 until then.`,
      'Set the floor above 0, or let the strength be constant or ramp up.',
    );
  }
  for (const term of terms) {
    if (term.source === 'uncertainty' && term.run === '') {
      return new Problem(
        'weighting-needs-run',
        'The source "uncertainty" asks an earlier run, and none is chosen.',
        'Name one of this project with the key "run", as in uncertainty:run=run-0001.',
      );
    }
    if (term.source !== 'feature') continue;
    const isBuiltIn = term.extractor === BUILT_IN_EXTRACTOR;
    if (isBuiltIn && typeof term.layer === 'string') {
      return new Problem(
        'weighting-bad-value',
        `The built-in extractor has no layer "${term.layer}".`,
        'Its layers are the numbers 1 (fine) to 6 (coarse).',
      );
    }
    if (!isBuiltIn && typeof term.layer === 'number') {
      return new Problem(
        'weighting-bad-value',
        `The extractor "${term.extractor}" has its own layers, and none is named.`,
        'Name one with the key "layer", in quotes where it is a number: layer="3".',
      );
    }
  }
  return null;
}

/** EfficientNet-Lite0, which comes with the program. */
export const BUILT_IN_EXTRACTOR = 'lite0';
