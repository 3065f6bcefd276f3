/** What the Start screen knows of a project without opening it. */
export interface KnownProject {
  folder: string;
  name: string;
  openedAt: string;
  images: number;
  paintedImages: number;
  /** sha256 of the image whose rendition stands for the project; null where it has none. */
  thumbnail: { path: string; sha256: string } | null;
  lastRun: string | null;
  /** The folder still holds a project. */
  isThere: boolean;
}

/** `library.sqlite` in the app's data folder: known projects and recent choices. */
export interface LibraryStore {
  projects: {
    /** Newest first. */
    list(): KnownProject[];
    /** Called when a project was opened or its counts changed. */
    keep(project: Omit<KnownProject, 'openedAt' | 'isThere'>): void;
    forget(folder: string): void;
  };
  choices: {
    /** JSON text as it was kept; null where nothing was. */
    get(key: string): string | null;
    set(key: string, json: string): void;
  };
  library: { close(): void };
}
