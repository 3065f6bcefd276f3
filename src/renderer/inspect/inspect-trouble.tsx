import type { ReactNode } from 'react';
import { EngineTrouble } from '../canvas/engine-trouble';
import { askAll } from './follow-inspect';
import { useInspect } from './inspect-state';

/** Why nothing can be shown, and what helps: once for all panes. */
export function InspectTrouble(): ReactNode {
  const imageProblem = useInspect((state) => state.imageProblem);
  const paneProblem = useInspect(
    ({ panes, paneCount }) => panes.slice(0, paneCount).find(({ problem }) => problem !== null)?.problem ?? null,
  );
  return (
    <EngineTrouble
      className="inspect-trouble"
      problem={imageProblem ?? paneProblem}
      follows="predictions follow"
      otherwise={null}
      onRetry={askAll}
    />
  );
}
