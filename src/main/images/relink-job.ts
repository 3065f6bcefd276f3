import type { RelinkState } from '../../shared/contract/images';
import type { ImageId } from '../../shared/ids';
import { oncePerFile, pageFacts } from '../../shared/images/file-images';
import { Problem } from '../../shared/problem';
import type { EngineSupervisor } from '../engines/supervisor';
import type { Remote } from '../store/client-types';
import type { ReplacedFile } from '../store/image-changes';
import type { ProjectStore } from '../store/project-store';
import type { ImageRecord } from '../store/records';

export interface RelinkParts {
  engine: Pick<EngineSupervisor, 'call'>;
  images: Pick<Remote<ProjectStore>['images'], 'get' | 'list' | 'verify' | 'relink'>;
  onState(state: RelinkState): void;
  /** Images have their files again. */
  onRelinked(): void;
}

const TELL_EVERY_MS = 100;

/** Finds the missing images of a project in a folder: one search at a time, one question for what is not certain. */
export class RelinkJob {
  #state: RelinkState = { status: 'idle' };
  #controller: AbortController | null = null;

  constructor(private readonly parts: RelinkParts) {}

  get state(): RelinkState {
    return this.#state;
  }

  /** @throws Problem `relink-in-progress`, `relink-nothing-missing` */
  async search(folder: string): Promise<void> {
    if (this.#controller !== null) throw inProgress();
    const controller = new AbortController();
    this.#controller = controller;
    this.#tell({ status: 'searching', done: 0, total: 0 });
    try {
      const missing = await this.#missing();
      if (missing.length === 0) throw nothingMissing();
      this.#tell(await this.#find(folder, missing, controller.signal));
    } catch (error) {
      this.#tell({ status: 'idle' });
      if (!controller.signal.aborted) throw error;
    } finally {
      this.#controller = null;
    }
  }

  cancel(): void {
    this.#controller?.abort();
  }

  /**
   * Answers the question about files of the same name with other content. Gives how many were taken over; the project
   * may hold the content of others already.
   */
  async settle(isTaken: boolean): Promise<void> {
    const state = this.#state;
    if (state.status !== 'ended') return;
    this.#tell({ status: 'idle' });
    if (!isTaken) return;
    const files: ReplacedFile[] = [];
    const problems: unknown[] = [];
    const inspect = oncePerFile((path) => this.parts.engine.call('inspectFile', { path }));
    for (const { id, path } of state.replaced) {
      try {
        const { page } = await this.parts.images.get(id);
        files.push({ id, facts: pageFacts(await inspect(path), path, page) });
      } catch (error) {
        problems.push(error);
      }
    }
    const { refused } = await this.parts.images.relink([], files);
    this.parts.onRelinked();
    if (problems.length > 0) throw problems[0];
    if (refused.length > 0) throw contentThere(refused.length);
  }

  async #missing(): Promise<ImageRecord[]> {
    // A folder may be back since: what was recorded is from the last look.
    const { missing } = await this.parts.images.verify((await this.#listMissing()).map(({ id }) => id));
    const still = new Set(missing);
    return (await this.#listMissing()).filter(({ id }) => still.has(id));
  }

  #listMissing(): Promise<ImageRecord[]> {
    return this.parts.images.list({ file: 'missing' });
  }

  async #find(folder: string, missing: readonly ImageRecord[], signal: AbortSignal): Promise<RelinkState> {
    let toldMs = 0;
    const { found, replaced } = await this.parts.engine.call(
      'findMoved',
      { folder, wanted: missing.map(({ id, name, bytes, sha256 }) => ({ id, name, bytes, sha256 })) },
      {
        signal,
        onProgress: ({ done, total }) => {
          if (performance.now() - toldMs < TELL_EVERY_MS) return;
          toldMs = performance.now();
          this.#tell({ status: 'searching', done, total });
        },
      },
    );
    signal.throwIfAborted();
    if (found.length > 0) {
      await this.parts.images.relink(found);
      this.parts.onRelinked();
    }
    const names = new Map<ImageId, string>(missing.map(({ id, name }) => [id, name]));
    return {
      status: 'ended',
      folder,
      found: found.length,
      stillMissing: missing.length - found.length,
      replaced: replaced.map(({ id, path }) => ({ id, path, name: names.get(id) ?? path })),
    };
  }

  #tell(state: RelinkState): void {
    this.#state = state;
    this.parts.onState(state);
  }
}

function inProgress(): Problem {
  return new Problem('relink-in-progress', 'A folder is being searched already.', 'Wait until it is done, or stop it.');
}

function nothingMissing(): Problem {
  return new Problem('relink-nothing-missing', 'No image of the project is missing.', 'Nothing has to be done.');
}

function contentThere(images: number): Problem {
  return new Problem(
    'relink-content-there',
    `${images === 1 ? 'One file was' : `${images} files were`} not taken over: the project has an image of the same content already.`,
    'Remove the missing image if it is not needed.',
  );
}
