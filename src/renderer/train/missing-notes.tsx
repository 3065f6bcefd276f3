import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProblemData } from '../../shared/problem';
import { commandNamed } from '../app/all-commands';
import { goTo } from '../app/app-state';
import { runCommand } from '../app/commands';
import { count } from '../app/words';
import { Button } from '../components/button';
import { type Step, stepFor } from './remedies';
import { useRuns } from './runs-state';

/** What keeps training from starting, and the step that mends it. */
export function MissingNotes(): ReactNode {
  const facts = useRuns((state) => state.facts);
  if (facts === null) return null;
  const codes = new Set(facts.missing.map(({ code }) => code));
  return [...codes].map((code) => (
    <AlikeNotes key={code} problems={facts.missing.filter((problem) => problem.code === code)} />
  ));
}

/** Dozens of classes without a pixel would hide the form. */
const MOST_ALIKE = 3;

function AlikeNotes({ problems }: { problems: readonly ProblemData[] }): ReactNode {
  const step = stepFor(problems[0]?.code ?? '');
  const more = problems.length - MOST_ALIKE;
  return (
    <>
      {problems.slice(0, MOST_ALIKE).map((problem) => (
        <FormNote key={problem.message} problem={problem}>
          {step !== null && <StepButton step={step} />}
        </FormNote>
      ))}
      {more > 0 && <p className="run-quiet">The same is said of {count(more)} more.</p>}
    </>
  );
}

/** Goes where it is mended. */
export function StepButton({ step, isMain = false }: { step: Step; isMain?: boolean }): ReactNode {
  const go = (): void => {
    goTo(step.screen);
    if (step.command !== undefined) runCommand(commandNamed(step.command));
  };
  return (
    <Button {...(isMain ? { kind: 'primary' as const } : {})} onClick={go}>
      {step.words}
    </Button>
  );
}

/** A problem within the form: the sentence, the hint, and what a click can do. */
export function FormNote({ problem, children }: { problem: ProblemData; children?: ReactNode }): ReactNode {
  return (
    <div className="form-note" role="status">
      <TriangleAlert className="form-note-icon" size={16} aria-hidden="true" />
      <div>
        <p>
          {problem.message} <span className="run-quiet">{problem.hint}</span>
        </p>
        {children}
      </div>
    </div>
  );
}
