import type { ReactNode } from 'react';
import type { ProjectState } from '../../shared/contract/projects';
import { act } from '../app/client';
import { closeProject, openFolder } from '../app/project-acts';
import { Button } from '../components/button';
import { ProblemNote } from '../components/problem-note';

/** Why a project was not opened, and what can be done instead. */
export function RefusedProject({ refused }: { refused: Extract<ProjectState, { status: 'refused' }> }): ReactNode {
  const open = (readOnly: boolean): void => act(() => openFolder(refused.folder, readOnly));
  return (
    <ProblemNote problem={refused.problem}>
      {refused.canOpenReadOnly && <Button onClick={() => open(true)}>Open for reading only</Button>}
      <Button onClick={() => open(false)}>Try again</Button>
      <Button kind="plain" onClick={() => act(closeProject)}>
        Dismiss
      </Button>
    </ProblemNote>
  );
}
