import type { RunEstimateReply } from '../../shared/contract/runs';
import type { RunConfig } from '../../shared/training/run-config';
import type { Screen } from '../app/app-state';

/** A screen where a problem is mended. */
export interface Step {
  screen: Screen;
  words: string;
  /** The command to go on with there. */
  command?: string;
}

/** The step that mends what keeps training from starting; null where none of the screens does. */
export function stepFor(code: string): Step | null {
  switch (code) {
    case 'training-no-image':
      return { screen: 'images', words: 'Add images' };
    case 'training-one-class':
      return { screen: 'paint', words: 'Add a class', command: 'classes.add' };
    case 'nothing-painted':
    case 'training-one-class-painted':
    case 'class-without-pixels':
      return { screen: 'paint', words: 'Go to Paint' };
    case 'all-left-out':
      return { screen: 'images', words: 'Choose images' };
    case 'no-training-image':
    case 'no-validation-image':
      return { screen: 'paint', words: 'Paint another image', command: 'images.paintNext' };
    default:
      return null;
  }
}

/** A change of the configuration by which it would fit. */
export interface Fitting {
  words: string;
  change(config: RunConfig): RunConfig;
}

/** What the estimate says would fit, each to be taken by a click. */
export function fittings({ fit }: Pick<RunEstimateReply, 'fit'>, config: RunConfig): Fitting[] {
  if (fit === null) return [];
  const { batch, patch } = fit;
  return [
    ...(batch === null || batch >= config.batch
      ? []
      : [{ words: `Use a batch of ${batch}`, change: (one: RunConfig) => ({ ...one, batch }) }]),
    ...(patch === null || patch >= config.patch
      ? []
      : [{ words: `Use patches of ${patch} px`, change: (one: RunConfig) => ({ ...one, patch }) }]),
  ];
}
