import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProblemData } from '../../shared/problem';
import { commandNamed } from '../app/all-commands';
import { goTo } from '../app/app-state';
import { runCommand } from '../app/commands';
import { Button } from '../components/button';
import { type Step, stepFor } from './remedies';
import { useRuns } from './runs-state';

/** What keeps training from starting, and the step that mends it. */
export function MissingNotes(): ReactNode {
  const facts = useRuns((state) => state.facts);
  if (facts === null) return null;
  return facts.missing.map((problem) => {
    const step = stepFor(problem.code);
    return (
      <FormNote key={problem.message} problem={problem}>
        {step !== null && <StepButton step={step} />}
      </FormNote>
    );
  });
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
