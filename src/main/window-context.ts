import type { BrowserWindow } from 'electron';
import type { AppFolders } from '../shared/app-folders';
import type { EventName, EventPayload } from '../shared/contract/index';
import type { ComparisonKeeper } from './comparisons/comparison-keeper';
import type { EngineSupervisor } from './engines/supervisor';
import type { CardPictures } from './projects/card-pictures';
import type { WindowProject } from './projects/window-project';
import type { Workspaces } from './projects/workspaces';
import type { RunKeeper } from './runs/run-keeper';
import type { Speeds } from './runs/speeds';
import type { Settings } from './settings';
import type { Remote } from './store/client-types';
import type { LibraryStore } from './store/library-store';

/** What all windows share; lives as long as the app. */
export interface AppServices {
  engine: EngineSupervisor;
  library: Remote<LibraryStore>;
  settings: Settings;
  cards: CardPictures;
  workspaces: Workspaces;
  runs: RunKeeper;
  comparisons: ComparisonKeeper;
  speeds: Speeds;
  folders: AppFolders;
  version: string;
  /** Sends an event to every window. */
  broadcast<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
  /** Sends an event to the windows that show the project of a folder. */
  tellProject<Name extends EventName>(folder: string, name: Name, payload: EventPayload<Name>): void;
  /** Shows a project in the window that has it, else in `from`, else in a window of its own. */
  showProject(folder: string, isReadOnly: boolean, from: WindowContext | null): Promise<void>;
}

/** One window and its project: what a handler works with. */
export interface WindowContext {
  window: BrowserWindow;
  project: WindowProject;
  app: AppServices;
}
