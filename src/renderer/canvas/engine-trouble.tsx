import type { ReactNode } from 'react';
import type { EngineState } from '../../shared/contract/engine';
import type { ProblemData } from '../../shared/problem';
import { goTo, useApp } from '../app/app-state';
import { act, ask } from '../app/client';
import { Button } from '../components/button';
import { ProblemNote } from '../components/problem-note';

interface EngineTroubleProps {
  /** Where it stands over the canvas. */
  className: string;
  /** Why what the engine makes is not there. */
  problem: ProblemData | null;
  /** What comes once the engine is there: `the map follows`. */
  follows: string;
  /** Said while there is nothing else to say; null for nothing. */
  otherwise: string | null;
  onRetry(): void;
}

/** Over a canvas that shows what the engine makes: why it is not there, and what helps. */
export function EngineTrouble({ className, problem, follows, otherwise, onRetry }: EngineTroubleProps): ReactNode {
  const engine = useApp((state) => state.engine);
  if (engine.status === 'failed') {
    return (
      <div className={className}>
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
      <div className={className}>
        <ProblemNote problem={problem}>
          <Button onClick={onRetry}>Try again</Button>
          {problem.file !== undefined && <Button onClick={() => goTo('images')}>Show the images</Button>}
        </ProblemNote>
      </div>
    );
  }
  const words = waitingWords(engine, follows) ?? otherwise;
  return words === null ? null : (
    <p className={`${className} canvas-words`} role="status">
      {words}
    </p>
  );
}

function waitingWords(engine: EngineState, follows: string): string | null {
  if (engine.status === 'starting') return `TensorFlow is starting; ${follows}.`;
  if (engine.status !== 'restarting') return null;
  return `${engine.sentence} ${follows.charAt(0).toUpperCase()}${follows.slice(1)}.`;
}
