import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WeightWarning } from '../../shared/contract/weights';
import { weightingProblem } from '../../shared/weighting/check';
import { commandNamed } from '../app/all-commands';
import { goTo } from '../app/app-state';
import { runCommand } from '../app/commands';
import { setWeighting, useWorkspace } from '../app/workspace';
import { type Remedy, remedyOf } from './remedy';
import { useWeights } from './weights-state';

/** What is worth knowing before training with the weighting, with what can be done about it. */
export function WarningsSection(): ReactNode {
  const weighting = useWorkspace((state) => state.weighting);
  const preview = useWeights((state) => state.preview);
  const problem = weightingProblem(weighting);
  const warnings = (preview?.reply.warnings ?? []).filter(({ kind }) => problem === null || kind !== 'floor');
  if (problem === null && warnings.length === 0) return null;
  return (
    <section className="weights-warnings" aria-label="Warnings">
      {problem !== null && (
        <Warning sentence={`${problem.message} ${problem.hint}`} remedy={remedyOf(noWeight, weighting)} />
      )}
      {warnings.map((warning) => (
        <Warning
          key={warning.sentence}
          sentence={warning.sentence}
          // The warning is of the map that is shown, the remedy of the weighting in hand.
          remedy={remedyOf(warning, weighting)}
        />
      ))}
    </section>
  );
}

/** What cannot be trained with at all has the same remedy as a floor of 0. */
const noWeight: WeightWarning = { kind: 'floor', term: null, sentence: '' };

function Warning({ sentence, remedy }: { sentence: string; remedy: Remedy | null }): ReactNode {
  return (
    <div className="weights-warning">
      <TriangleAlert size={16} aria-hidden="true" />
      <p className="selectable">
        {sentence}{' '}
        {remedy !== null && (
          <button type="button" className="link" onClick={() => apply(remedy)}>
            {remedy.words}
          </button>
        )}
      </p>
    </div>
  );
}

function apply(remedy: Remedy): void {
  switch (remedy.kind) {
    case 'weighting':
      setWeighting(remedy.weighting);
      break;
    case 'screen':
      goTo(remedy.screen);
      break;
    case 'command':
      runCommand(commandNamed(remedy.command));
  }
}
