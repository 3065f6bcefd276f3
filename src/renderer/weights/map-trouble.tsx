import type { ReactNode } from 'react';
import type { EngineState } from '../../shared/contract/engine';
import type { ProblemData } from '../../shared/problem';
import { goTo, useApp } from '../app/app-state';
import { act, ask } from '../app/client';
import { Button } from '../components/button';
import { ProblemNote } from '../components/problem-note';
import { askPreview } from './follow-preview';
import { useWeights } from './weights-state';

/** Why there is no map, or none for the present settings, and what helps. */
export function MapTrouble(): ReactNode {
  const engine = useApp((state) => state.engine);
  const problem = useWeights((state) => state.problem);
  const hasMap = useWeights((state) => state.preview !== null);
  if (engine.status === 'failed') return <EngineLost problem={engine.problem} />;
  if (problem !== null) {
    return (
      <div className="weights-trouble">
        <ProblemNote problem={problem}>
          <Button onClick={askPreview}>Try again</Button>
          <Button onClick={() => goTo('images')}>Show the images</Button>
        </ProblemNote>
      </div>
    );
  }
  const words = waitingWords(engine, hasMap);
  return words === null ? null : (
    <p className="weights-waiting" role="status">
      {words}
    </p>
  );
}

function EngineLost({ problem }: { problem: ProblemData }): ReactNode {
  return (
    <div className="weights-trouble">
      <ProblemNote problem={problem}>
        <Button kind="primary" onClick={() => act(() => ask('engine.restart', null))}>
          Start the engine again
        </Button>
      </ProblemNote>
    </div>
  );
}

/** What is waited for; null where nothing is, or where the map will be there at once. */
function waitingWords(engine: EngineState, hasMap: boolean): string | null {
  switch (engine.status) {
    case 'starting':
      return 'TensorFlow is starting; the map follows.';
    case 'restarting':
      return `${engine.sentence} The map follows.`;
    case 'ready':
    case 'failed':
      return hasMap ? null : 'Computing the weight map…';
  }
}
