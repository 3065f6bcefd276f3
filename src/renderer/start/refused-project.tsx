import type { ReactNode } from 'react';
import type { ProjectState } from '../../shared/contract/projects';
import { act, ask } from '../app/client';
import { Button } from '../components/button';
import { ProblemNote } from '../components/problem-note';

/** Why a project was not opened, and what can be done instead. */
export function RefusedProject({ refused }: { refused: Extract<ProjectState, { status: 'refused' }> }): ReactNode {
  const open = (readOnly: boolean): void => act(() => ask('projects.open', { folder: refused.folder, readOnly }));
  return (
    <ProblemNote problem={refused.problem}>
      {refused.canOpenReadOnly && <Button onClick={() => open(true)}>Open for reading only</Button>}
      <Button onClick={() => open(false)}>Try again</Button>
      <Button kind="plain" onClick={() => act(() => ask('projects.close', null))}>
        Dismiss
      </Button>
    </ProblemNote>
  );
}
