import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { ProjectSettings, StoreMode } from '../store/records';

/** A project's store in its worker, and the end of that worker. */
export interface OpenedStore {
  store: Remote<ProjectStore>;
  /** Closes the project, gives its lock back and ends the worker. */
  end(): Promise<void>;
}

export interface StoreOpener {
  open(folder: string, mode: StoreMode): Promise<OpenedStore>;
  create(folder: string, settings: ProjectSettings): Promise<OpenedStore>;
}
