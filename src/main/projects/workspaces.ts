import { z } from 'zod';
import { firstWorkspace, type Workspace, workspaceSchema } from '../../shared/contract/workspace';
import type { ProjectId } from '../../shared/ids';
import type { Remote } from '../store/client-types';
import type { LibraryStore } from '../store/library-store';

/** Changes come as quickly as a slider moves; one write takes in all that came while it waited. */
const WRITE_AFTER_MS = 300;

interface Held {
  workspace: Workspace;
  timer: NodeJS.Timeout | null;
  writing: Promise<void>;
}

/** Where a person was in each project: held here while the app runs, and kept in the library as it changes. */
export class Workspaces {
  readonly #held = new Map<ProjectId, Promise<Held>>();

  constructor(private readonly choices: Remote<LibraryStore>['choices']) {}

  async read(project: ProjectId): Promise<Workspace> {
    return (await this.#hold(project)).workspace;
  }

  /** Only what is given changes. The write follows soon; {@link flush} waits for it. */
  async keep(project: ProjectId, change: { [Name in keyof Workspace]?: Workspace[Name] | undefined }): Promise<void> {
    const held = await this.#hold(project);
    held.workspace = changed(held.workspace, change);
    held.timer ??= setTimeout(() => void this.#write(project, held), WRITE_AFTER_MS);
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    const all = await Promise.all([...this.#held].map(async ([project, held]) => ({ project, held: await held })));
    await Promise.all(
      all.map(({ project, held }) => (held.timer === null ? held.writing : this.#write(project, held))),
    );
  }

  #hold(project: ProjectId): Promise<Held> {
    const held =
      this.#held.get(project) ??
      this.choices.get(keyOf(project)).then(
        (json) => ({ workspace: parseWorkspace(json), timer: null, writing: Promise.resolve() }),
        // A library that cannot be read must not keep a project from being shown.
        () => ({ workspace: firstWorkspace, timer: null, writing: Promise.resolve() }),
      );
    this.#held.set(project, held);
    return held;
  }

  #write(project: ProjectId, held: Held): Promise<void> {
    if (held.timer !== null) clearTimeout(held.timer);
    held.timer = null;
    // What cannot be written now goes with the next change; nothing of a person's work depends on it.
    held.writing = held.writing
      .then(() => this.choices.set(keyOf(project), JSON.stringify(held.workspace)))
      .catch((error: unknown) => console.error('the workspace was not kept', error));
    return held.writing;
  }
}

const { screen, image, weighting, run, displayWindow, display, paint, inspect, runForm } = workspaceSchema.shape;
const lenientSchema = z.object({
  screen: screen.catch(firstWorkspace.screen),
  image: image.catch(firstWorkspace.image),
  weighting: weighting.catch(firstWorkspace.weighting),
  run: run.catch(firstWorkspace.run),
  displayWindow: displayWindow.catch(firstWorkspace.displayWindow),
  display: display.catch(firstWorkspace.display),
  paint: paint.catch(firstWorkspace.paint),
  inspect: inspect.catch(firstWorkspace.inspect),
  runForm: runForm.catch(firstWorkspace.runForm),
});

/** What was kept, part by part: a part that is broken, missing or of another version is as in a first workspace. */
export function parseWorkspace(json: string | null): Workspace {
  if (json === null) return firstWorkspace;
  try {
    return lenientSchema.catch(firstWorkspace).parse(JSON.parse(json));
  } catch {
    return firstWorkspace;
  }
}

function changed(workspace: Workspace, change: { [Name in keyof Workspace]?: Workspace[Name] | undefined }): Workspace {
  const { screen, image, weighting, run, displayWindow, display, paint, inspect, runForm } = change;
  return {
    screen: screen ?? workspace.screen,
    image: image === undefined ? workspace.image : image,
    weighting: weighting ?? workspace.weighting,
    run: run === undefined ? workspace.run : run,
    displayWindow: displayWindow === undefined ? workspace.displayWindow : displayWindow,
    display: display ?? workspace.display,
    paint: paint === undefined ? workspace.paint : paint,
    inspect: inspect === undefined ? workspace.inspect : inspect,
    runForm: runForm === undefined ? workspace.runForm : runForm,
  };
}

function keyOf(project: ProjectId): string {
  return `workspace:${project}`;
}
