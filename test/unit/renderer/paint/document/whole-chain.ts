import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { labelHandlers } from '../../../../../src/main/ipc/label-handlers';
import type { Remote } from '../../../../../src/main/store/client-types';
import type { ProjectStore } from '../../../../../src/main/store/project-store';
import { StoreClient } from '../../../../../src/main/store/store-client';
import type { LabelDocument } from '../../../../../src/renderer/paint/document/label-document';
import { isRequestName, parseInput } from '../../../../../src/shared/contract/index';
import type { TileMap } from '../../../../../src/shared/labels/tile-map';
import { Problem } from '../../../../../src/shared/problem';
import { madeImage, SETTINGS } from '../../../main/store/made-project';
import { MadeClient } from '../../made/client';
import { imageRow, onlyImage } from '../../made/image-row';
import { openProject as facts } from '../../made/open-project';

/** Where a system has one: tens of thousands of transactions would else wait for the disk, which other tests do. */
const MEMORY_DISK = '/dev/shm';

export interface Size {
  width: number;
  height: number;
}

type Page = Awaited<ReturnType<typeof loadPage>>;

/** The modules of a page that has been loaded; `window` is stubbed before. */
async function loadPage() {
  const { useApp } = await import('../../../../../src/renderer/app/app-state');
  const { useImages } = await import('../../../../../src/renderer/images/images-state');
  const { followSelection } = await import('../../../../../src/renderer/app/current-image');
  const documents = await import('../../../../../src/renderer/paint/document/open-documents');
  followSelection();
  documents.followDocuments();
  return { useApp, useImages, documents };
}

/**
 * All of a stroke's way but the window and the pointer: the page's documents, the contract, main's handlers, the store in
 * its worker and its database. What crosses between page and main is copied, as between processes.
 */
export class WholeChain {
  #store: Remote<ProjectStore> | null = null;
  #rows: ReturnType<typeof imageRow>[] = [];
  #steps: Promise<unknown>[] = [];

  private constructor(
    private readonly folder: string,
    private readonly client: StoreClient,
    private readonly page: Page,
  ) {}

  /** A worker and a page, for one project after another; the mock of electron is the test's. */
  static async begin(): Promise<WholeChain> {
    const answering: { chain: WholeChain | null } = { chain: null };
    const made = new MadeClient((name, input) => answering.chain?.answer(name, input));
    const target = new EventTarget();
    vi.stubGlobal('window', {
      innerWidth: 1440,
      maskwright: made.maskwright,
      addEventListener: target.addEventListener.bind(target),
    });
    const folder = mkdtempSync(join(existsSync(MEMORY_DISK) ? MEMORY_DISK : tmpdir(), 'maskwright-chain-'));
    const chain = new WholeChain(folder, new StoreClient(), await loadPage());
    answering.chain = chain;
    return chain;
  }

  async end(): Promise<void> {
    await this.client.end();
    rmSync(this.folder, { recursive: true, force: true });
    vi.unstubAllGlobals();
  }

  /** Makes a project of images without labels, and opens it in the page. */
  async create(name: string, sizes: readonly Size[]): Promise<void> {
    const store = await this.client.createProject(join(this.folder, name), SETTINGS);
    const images = sizes.map(({ width, height }, index) => madeImage(`${index + 1}.png`, width, height));
    const { added } = await store.images.add(images);
    this.#rows = added.map(({ id, name: image, width, height }) => imageRow('0', { id, name: image, width, height }));
    this.#store = store;
    this.#showProject(name);
  }

  async close(): Promise<void> {
    this.page.useApp.setState({ project: { status: 'none' } });
    await this.#open().project.close();
    this.#store = null;
  }

  /** The program ends in order and is started again: nothing of the page is left. */
  async restart(name: string): Promise<void> {
    await this.settle();
    await this.close();
    await this.reopen(name);
  }

  /** The project is closed, strokes on their way or not, and opened again in the same window. */
  async reopen(name: string): Promise<void> {
    if (this.#store !== null) await this.close();
    this.#store = await this.client.openProject(join(this.folder, name), { mode: 'write', program: 'test' });
    this.#showProject(name);
  }

  /** Takes an image in hand. */
  show(index: number): LabelDocument {
    this.page.useImages.setState(onlyImage(this.#row(index)));
    const document = this.page.documents.currentDocument();
    if (document === null) throw new Error('no image is in hand');
    return document;
  }

  /** Asks for a step of the image in hand, and does not wait for it. */
  step(index: number, how: 'undo' | 'redo'): void {
    this.#keep(this.show(index)[how]());
  }

  /** The same to any edit, by its place in the history as it is once all is saved; 0: before the first. */
  async stepTo(index: number, place: number): Promise<void> {
    await this.settle();
    const { entries } = await this.#open().labels.history(this.#row(index).id, 0, 1000);
    this.#keep(this.show(index).stepTo(place === 0 ? null : entries[place - 1].editId));
  }

  #keep(step: Promise<unknown>): void {
    this.#steps.push(step);
    // What goes wrong is thrown where the steps are waited for.
    step.catch(() => undefined);
  }

  /** Until the steps asked for so far are done. @throws Problem what went wrong with one */
  async steps(): Promise<void> {
    const steps = this.#steps;
    this.#steps = [];
    await Promise.all(steps);
  }

  /** Until nothing is on its way any more. */
  async settle(): Promise<void> {
    await this.steps();
    if (!(await this.page.documents.strokesSaved())) throw new Error('some strokes could not be saved');
  }

  /** The labels of another image than the one in hand, as they are copied. */
  labelsOf(index: number): Promise<TileMap> {
    return this.page.documents.labelsOf(this.#row(index));
  }

  /** What the store holds of an image. */
  async stored(index: number) {
    const { id } = this.#row(index);
    const { labels, images } = this.#open();
    const { data } = await labels.read(id);
    const { total, standing } = await labels.history(id, null, 1);
    return { labels: data, painted: (await images.get(id)).painted, edits: total, standing };
  }

  /** Main, as the window meets it. */
  private async answer(name: string, input: unknown): Promise<unknown> {
    if (!isRequestName(name) || !Object.hasOwn(labelHandlers, name)) return null;
    const require = () => ({ store: this.#open(), facts: { ...facts, isReadOnly: false } });
    const project = { require, requireWritable: require, imagesChanged: () => undefined };
    const window = { isDestroyed: () => true };
    const handler = Reflect.get(labelHandlers, name);
    const given = parseInput(name, structuredClone(input));
    return structuredClone(await Reflect.apply(handler, labelHandlers, [given, { window, project, app: {} }]));
  }

  #showProject(name: string): void {
    const folder = join(this.folder, name);
    this.page.useApp.setState({ project: { status: 'open', project: { ...facts, folder, name } } });
  }

  #open(): Remote<ProjectStore> {
    if (this.#store !== null) return this.#store;
    throw new Problem('no-project', 'No project is open in this window.', 'Open a project first.');
  }

  #row(index: number): ReturnType<typeof imageRow> {
    const row = this.#rows[index];
    if (row === undefined) throw new Error(`the project has no image ${index}`);
    return row;
  }
}
