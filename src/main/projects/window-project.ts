import type { AddState } from '../../shared/contract/images';
import type { NewProject, OpenProjectFacts, ProjectState } from '../../shared/contract/projects';
import { shownPartOf } from '../../shared/contract/shown-part';
import { type ImageId, imageIdSchema } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import type { RenditionSource } from '../image-protocol';
import type { AddImagesParts } from '../images/add-images';
import { AddJob } from '../images/add-job';
import type { Remote } from '../store/client-types';
import type { LibraryStore } from '../store/library-store';
import type { ProjectStore } from '../store/project-store';
import type { Unpainted } from '../store/records';
import { wholePath } from '../whole-path';
import { windowProblem } from '../window-problem';
import { knownProject } from './known-project';
import { Looks } from './looks';
import type { OpenedStore, StoreOpener } from './store-opener';

export interface WindowProjectParts {
  opener: StoreOpener;
  library: Remote<LibraryStore>;
  callEngine: AddImagesParts['callEngine'];
  onState(state: ProjectState): void;
  onImagesChanged(): void;
  onAddState(state: AddState): void;
}

/** What is there while a project is open. */
export interface OpenParts {
  store: Remote<ProjectStore>;
  facts: OpenProjectFacts;
  addJob: AddJob;
  /** Aborted as the window leaves the project: what is of use in it alone ends then. */
  left: AbortSignal;
}

/** Refusals after which reading is still possible. */
const READABLE_ANYWAY = new Set(['project-in-use', 'database-read-only', 'database-busy']);
/** Files compared with the disk in one request, so that others are answered in between. */
const VERIFY_SLICE = 500;
const VERIFY_AGAIN_MS = 5000;
/** The project's card may be behind for so long: of a large project it takes a quarter of a second to make. */
const CARD_BEHIND_MS = 2000;
/** What a project's opening does besides showing it begins when the first images have been asked for. */
const SHOWN_AFTER_MS = 700;

/** The project of one window: opened, shown, closed. One act at a time, in the order they were asked for. */
export class WindowProject {
  #state: ProjectState = { status: 'none' };
  #open: (OpenParts & { end: OpenedStore['end']; looks: Looks; leave: AbortController }) | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #verifiedMs = Number.NEGATIVE_INFINITY;
  #cardTimer: ReturnType<typeof setTimeout> | undefined;
  #shownTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: WindowProjectParts) {}

  get state(): ProjectState {
    return this.#state;
  }

  /** The folder that this window shows or is about to. */
  get folder(): string | null {
    if (this.#state.status === 'open') return this.#state.project.folder;
    return this.#state.status === 'opening' ? this.#state.folder : null;
  }

  /** @throws Problem `no-project` where none is open */
  require(): OpenParts {
    if (this.#open !== null) return this.#open;
    throw new Problem('no-project', 'No project is open in this window.', 'Open a project first.');
  }

  /** @throws Problem `project-read-only` where it was opened for reading */
  requireWritable(): OpenParts {
    const open = this.require();
    if (!open.facts.isReadOnly) return open;
    throw new Problem(
      'project-read-only',
      `${open.facts.name} is open for reading only, so nothing in it can be changed.`,
      'Close the program that holds it, then open it again.',
    );
  }

  get addState(): AddState {
    return this.#open?.addJob.state ?? { status: 'idle' };
  }

  /** The person looks at an image: an act of the working session. */
  lookedAt(image: ImageId): void {
    if (this.#open !== null && !this.#open.facts.isReadOnly) this.#open.looks.at(image);
  }

  /** The list changed by an act of this window. */
  imagesChanged(): void {
    this.parts.onImagesChanged();
    this.#cardTimer ??= setTimeout(() => {
      this.#cardTimer = undefined;
      void this.remember().catch(() => undefined);
    }, CARD_BEHIND_MS);
  }

  /** The file behind an image's id; null where the project does not know it (any more). */
  async findImage(id: string): Promise<RenditionSource | null> {
    const parsed = imageIdSchema.safeParse(id);
    if (this.#open === null || !parsed.success) return null;
    try {
      const record = await this.#open.store.images.get(parsed.data);
      return { path: record.path, sha256: record.sha256, part: shownPartOf(record) };
    } catch {
      return null;
    }
  }

  /** Opens a project; what speaks against it becomes the state `refused`. */
  open(folder: string, isReadOnly: boolean): Promise<void> {
    return this.#inTurn(async () => {
      await this.#end();
      this.#tell({ status: 'opening', folder });
      try {
        await this.#show(await this.parts.opener.open(folder, isReadOnly ? 'read' : 'write'));
      } catch (error) {
        const problem = windowProblem(error).toJSON();
        const canOpenReadOnly = !isReadOnly && READABLE_ANYWAY.has(problem.code);
        this.#tell({ status: 'refused', folder, problem, canOpenReadOnly });
      }
    });
  }

  /** Makes a project and opens it. @throws Problem where it cannot be made; what was open stays so */
  create({ folder, imagePaths, ...settings }: NewProject): Promise<void> {
    return this.#inTurn(async () => {
      const classes = settings.classes.map(({ name, color }) => ({ name, color: color.toLowerCase() }));
      const opened = await this.parts.opener.create(wholePath(folder), { ...settings, classes });
      await this.#end();
      await this.#show(opened).catch((error: unknown) => {
        this.#tell({ status: 'none' });
        throw error;
      });
      await this.#makeCard();
      if (imagePaths.length > 0) this.#open?.addJob.add(imagePaths);
    });
  }

  /** @throws Problem `project-read-only` */
  change(change: { name?: string; unpainted?: Unpainted; inputChannels?: number }): Promise<void> {
    return this.#inTurn(async () => {
      const { store } = this.requireWritable();
      const { name, unpainted, inputChannels } = await store.project.change(change);
      if (this.#open === null) return;
      this.#open.facts = { ...this.#open.facts, name, unpainted, inputChannels };
      this.#tell({ status: 'open', project: this.#open.facts });
      await this.remember().catch(() => undefined);
    });
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#end();
      this.#tell({ status: 'none' });
    });
  }

  /** Tells the library what the project's card shows now. */
  async remember(): Promise<void> {
    if (this.#open === null) return;
    const { store, facts } = this.#open;
    await this.parts.library.projects.keep(await knownProject(store, facts));
  }

  /** What cannot be shown is closed again, so that its lock does not outlive the attempt. */
  async #show(opened: OpenedStore): Promise<void> {
    try {
      await this.#start(opened);
    } catch (error) {
      this.#open = null;
      await opened.end().catch(() => undefined);
      throw error;
    }
    this.#shownTimer = setTimeout(() => void this.#makeCard().then(() => this.verify()), SHOWN_AFTER_MS);
  }

  /** A card that is behind must not keep a project from being shown. */
  async #makeCard(): Promise<void> {
    await this.remember().catch((error: unknown) => console.error('the card is behind', error));
  }

  async #start({ store, end }: OpenedStore): Promise<void> {
    const record = await store.project.read();
    const facts: OpenProjectFacts = {
      id: record.id,
      folder: record.folder,
      name: record.name,
      isReadOnly: record.mode === 'read',
      unpainted: record.unpainted,
      inputChannels: record.inputChannels,
      notices: record.notices.map(({ message, hint }) => `${message} ${hint}`),
    };
    if (!facts.isReadOnly) await store.sessions.open('Maskwright');
    const looks = new Looks((image) => store.sessions.touch(image));
    const leave = new AbortController();
    this.#open = { store, end, facts, addJob: this.#makeAddJob(store), looks, leave, left: leave.signal };
    this.#tell({ status: 'open', project: facts });
  }

  /** The person comes back to the window, perhaps from moving files. */
  async verifyAgain(): Promise<void> {
    if (performance.now() - this.#verifiedMs > VERIFY_AGAIN_MS) await this.verify();
  }

  /** Compares the project's files with the disk; the window hears of it where one is gone, changed or back. */
  async verify(): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    this.#verifiedMs = performance.now();
    const { store } = open;
    try {
      const ids = await store.images.ids({});
      let altered = 0;
      for (let at = 0; at < ids.length && this.#open === open; at += VERIFY_SLICE) {
        altered += (await store.images.verify(ids.slice(at, at + VERIFY_SLICE))).altered;
      }
      if (altered > 0) this.imagesChanged();
    } catch {
      // The project was closed meanwhile; there is nothing left to compare.
    }
  }

  /** The same for the image that is shown. */
  async verifyOne(image: ImageId): Promise<void> {
    try {
      if ((await this.#open?.store.images.verify([image]))?.altered) this.imagesChanged();
    } catch {
      // It was removed, or the project closed meanwhile.
    }
  }

  #makeAddJob(store: Remote<ProjectStore>): AddJob {
    return new AddJob({
      callEngine: this.parts.callEngine,
      store: store.images,
      onState: this.parts.onAddState,
      onAdded: () => this.imagesChanged(),
    });
  }

  async #end(): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    open.leave.abort();
    clearTimeout(this.#shownTimer);
    clearTimeout(this.#cardTimer);
    this.#cardTimer = undefined;
    await open.addJob.stop();
    await open.looks.tell();
    // A card that is behind must not keep a project from closing.
    await this.remember().catch(() => undefined);
    this.#open = null;
    // What was acknowledged is on the disk; that the session ended can be written at the next opening.
    await open.end().catch((error: unknown) => console.error('the project was not closed in order', error));
    this.parts.onAddState({ status: 'idle' });
  }

  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #tell(state: ProjectState): void {
    this.#state = state;
    this.parts.onState(state);
  }
}
