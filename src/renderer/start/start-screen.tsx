import { FlaskConical, FolderOpen, Layers, Plus } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { keysOf } from '../app/all-commands';
import { useApp } from '../app/app-state';
import { act } from '../app/client';
import { offerNewProject, openByDialog, openSample } from '../app/project-acts';
import { SettingsButton } from '../app/settings-dialog';
import { Button } from '../components/button';
import { ProblemNote } from '../components/problem-note';
import { RunPill } from '../train/run-pill';
import { DropTarget } from './drop-target';
import { NewProjectForm } from './new-project-form';
import { ProjectCards } from './project-cards';
import { RefusedProject } from './refused-project';
import { useStart } from './start-state';

/** Where was I? Known projects, a new one, or one that lies elsewhere. */
export function StartScreen(): ReactNode {
  const { recent, offer, problem, refresh, showProblem } = useStart();
  const project = useApp((state) => state.project);

  const { status } = project;
  useEffect(() => {
    if (status !== 'opening') act(refresh);
  }, [refresh, status]);

  return (
    <div className="start">
      <header className="start-head">
        <h1>
          <Layers size={20} aria-hidden="true" />
          Maskwright
        </h1>
        {project.status !== 'open' && <RunPill />}
        <Button icon={FlaskConical} onClick={() => act(openSample)}>
          Try the sample
        </Button>
        <Button icon={FolderOpen} keys={keysOf('project.open')} onClick={() => act(openByDialog)}>
          Open…
        </Button>
        <Button kind="primary" icon={Plus} keys={keysOf('project.new')} onClick={() => act(offerNewProject)}>
          New project
        </Button>
        {project.status !== 'open' && <SettingsButton />}
      </header>
      {project.status === 'opening' && <p className="start-words">Opening {project.folder}…</p>}
      {project.status === 'refused' && <RefusedProject refused={project} />}
      {problem !== null && (
        <ProblemNote problem={problem}>
          <Button onClick={() => showProblem(null)}>Dismiss</Button>
        </ProblemNote>
      )}
      {offer === null ? (
        <>
          {recent !== null && recent.length > 0 && <ProjectCards projects={recent} />}
          <DropTarget isFirst={recent !== null && recent.length === 0} />
        </>
      ) : (
        <NewProjectForm key={offer.key} offer={offer} />
      )}
    </div>
  );
}
