import type { ReactNode } from 'react';
import { EngineTrouble } from '../canvas/engine-trouble';
import { askPreview } from './follow-preview';
import { useWeights } from './weights-state';

/** Why there is no map, or none for the present settings, and what helps. */
export function MapTrouble(): ReactNode {
  const problem = useWeights((state) => state.problem);
  const hasMap = useWeights((state) => state.preview !== null);
  return (
    <EngineTrouble
      className="weights-trouble"
      problem={problem}
      follows="the map follows"
      otherwise={hasMap ? null : 'Computing the weight map…'}
      onRetry={askPreview}
    />
  );
}
