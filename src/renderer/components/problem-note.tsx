import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProblemData } from '../../shared/problem';

interface ProblemNoteProps {
  problem: ProblemData;
  /** What can be done about it here. */
  children?: ReactNode;
}

/** A problem where it happened: the sentence, the hint, and the acts that help. */
export function ProblemNote({ problem, children }: ProblemNoteProps): ReactNode {
  return (
    <div className="problem" role="alert">
      <TriangleAlert size={20} aria-hidden="true" />
      <div className="problem-words">
        <p className="problem-sentence selectable">{problem.message}</p>
        <p className="problem-hint selectable">{problem.hint}</p>
        {children && <div className="problem-acts">{children}</div>}
      </div>
    </div>
  );
}
