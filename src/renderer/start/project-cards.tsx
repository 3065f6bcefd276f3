import { FolderX, ImageOff, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { RecentProject } from '../../shared/contract/projects';
import { act, ask } from '../app/client';
import { openFolder } from '../app/project-acts';
import { ago, count, counted } from '../app/words';
import { Button, IconButton } from '../components/button';
import { ProgressBar } from '../components/progress-bar';
import { useStart } from './start-state';

export function ProjectCards({ projects }: { projects: readonly RecentProject[] }): ReactNode {
  return (
    <section aria-labelledby="where-you-were">
      <h2 id="where-you-were" className="start-label">
        Where you were
      </h2>
      <ul className="cards">
        {projects.map((project) => (
          <li key={project.folder} className="card">
            {project.isGone ? <GoneCard project={project} /> : <ProjectCard project={project} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ProjectCard({ project }: { project: RecentProject }): ReactNode {
  const { name, folder, images, paintedImages, lastRun } = project;
  return (
    <>
      <button type="button" className="card-open" title={folder} onClick={() => act(() => openFolder(folder))}>
        <CardPicture address={project.thumbnail} />
        <span className="card-words">
          <span className="card-name truncate">{name}</span>
          <span className="card-line">
            {counted(images, 'image')} · {ago(project.openedAtMs, Date.now())}
          </span>
          <span className="card-progress">
            <ProgressBar label={`${name}: painted images`} value={paintedImages} of={images} />
            <span>
              {count(paintedImages)} of {count(images)} painted
            </span>
          </span>
          <span className="card-line truncate">{lastRun ?? 'No run yet'}</span>
        </span>
      </button>
      <ForgetButton project={project} />
    </>
  );
}

/** A project that is no longer where it was: said, and taken off the list on request. */
function GoneCard({ project }: { project: RecentProject }): ReactNode {
  return (
    <div className="card-gone">
      <div className="card-picture">
        <FolderX size={20} aria-hidden="true" />
      </div>
      <div className="card-words">
        <span className="card-name truncate">{project.name}</span>
        <span className="card-line">The folder is no longer there:</span>
        <span className="card-line card-path truncate selectable" title={project.folder}>
          <bdi dir="ltr">{project.folder}</bdi>
        </span>
        <Button onClick={() => act(() => forget(project.folder))}>Remove from the list</Button>
      </div>
    </div>
  );
}

function CardPicture({ address }: { address: string | null }): ReactNode {
  const [isBroken, setBroken] = useState(false);
  if (address === null || isBroken) {
    return (
      <span className="card-picture">
        <ImageOff size={20} aria-hidden="true" />
      </span>
    );
  }
  return <img className="card-picture" src={address} alt="" onError={() => setBroken(true)} />;
}

function ForgetButton({ project }: { project: RecentProject }): ReactNode {
  return (
    <span className="card-forget">
      <IconButton
        icon={X}
        size="small"
        label={`Remove ${project.name} from the list`}
        onClick={() => act(() => forget(project.folder))}
      />
    </span>
  );
}

async function forget(folder: string): Promise<void> {
  await ask('projects.forget', { folder });
  await useStart.getState().refresh();
}
