import type { ReactNode } from 'react';
import type { EngineState } from '../../shared/contract/engine';
import { goTo, useApp } from '../app/app-state';
import { act, ask } from '../app/client';
import { Button } from '../components/button';
import { ProblemNote } from '../components/problem-note';
import { askAll } from './follow-inspect';
import { useInspect } from './inspect-state';

/** Why nothing can be shown, and what helps: once for both panes. */
export function InspectTrouble(): ReactNode {
  const engine = useApp((state) => state.engine);
  const imageProblem = useInspect((state) => state.imageProblem);
  const paneProblem = useInspect(({ panes: [left, right] }) => left.problem ?? right.problem);
  const problem = imageProblem ?? paneProblem;
  if (engine.status === 'failed') {
    return (
      <div className="inspect-trouble">
        <ProblemNote problem={engine.problem}>
          <Button kind="primary" onClick={() => act(() => ask('engine.restart', null))}>
            Start the engine again
          </Button>
        </ProblemNote>
      </div>
    );
  }
  if (problem !== null) {
    return (
      <div className="inspect-trouble">
        <ProblemNote problem={problem}>
          <Button onClick={askAll}>Try again</Button>
          {problem.file !== undefined && <Button onClick={() => goTo('images')}>Show the images</Button>}
        </ProblemNote>
      </div>
    );
  }
  const words = waitingWords(engine);
  return words === null ? null : (
    <p className="inspect-trouble inspect-notice" role="status">
      {words}
    </p>
  );
}

function waitingWords(engine: EngineState): string | null {
  if (engine.status === 'starting') return 'TensorFlow is starting; predictions follow.';
  return engine.status === 'restarting' ? `${engine.sentence} Predictions follow.` : null;
}
