import { lstat, rm, rmdir } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { ExportProgress, FinishedExport } from '../../shared/contract/exports';
import type { RunId } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import { UNFINISHED_EXPORT } from '../../shared/unfinished-export';
import type { EngineSupervisor } from '../engines/supervisor';
import type { WantedNetwork } from '../inspect/subjects';
import { freeFolder } from '../projects/examine';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import { wholePath } from '../whole-path';

export interface ExportDeskParts {
  store: { runs: Pick<Remote<ProjectStore>['runs'], 'get'> };
  engine: Pick<EngineSupervisor, 'call'>;
  projectFolder: string;
  onProgress(progress: ExportProgress & { run: RunId }): void;
}

/** The exports of one window's project: one at a time. */
export class ExportDesk {
  #current: AbortController | null = null;
  readonly #exported = new Set<string>();

  constructor(private readonly parts: ExportDeskParts) {}

  /** A folder that does not exist yet, named after the run. */
  suggest({ run, checkpoint }: WantedNetwork): { folder: string } {
    return { folder: freeFolder(this.#home, `${run} ${checkpoint}`) };
  }

  async card({ run, checkpoint }: WantedNetwork): Promise<{ card: string }> {
    const { folder } = await this.parts.store.runs.get(run);
    return this.parts.engine.call('exportCard', { runFolder: folder, checkpoint });
  }

  /** @throws Problem `export-in-progress`, `export-cancelled`, `export-folder-not-empty`, `folder-not-whole`, what the disk says */
  async start({ run, checkpoint, folder }: WantedNetwork & { folder: string }): Promise<FinishedExport> {
    if (this.#current !== null) throw inProgress();
    const out = wholePath(folder);
    const controller = new AbortController();
    this.#current = controller;
    const { signal } = controller;
    try {
      const { folder: runFolder } = await this.parts.store.runs.get(run);
      const finished = await this.parts.engine.call(
        'exportModel',
        { runFolder, checkpoint, folder: out },
        { signal, onProgress: (progress) => this.parts.onProgress({ run, ...progress }) },
      );
      this.#exported.add(out);
      return finished;
    } catch (error) {
      // The engine cleans up after itself, unless it was lost.
      if (!signal.aborted) await removeRemains(out);
      throw signal.aborted ? signal.reason : error;
    } finally {
      this.#current = null;
    }
  }

  /** The engine gives up at the next sample and removes what it wrote. */
  cancel(): void {
    this.#current?.abort(new Problem('export-cancelled', 'The export was stopped.', 'Nothing was kept of it.'));
  }

  /**
   * A folder that may be shown: exported to by this window, or inside the project's `exports`.
   * @throws Problem `export-folder-refused`, `export-folder-gone`
   */
  async shown(folder: string): Promise<string> {
    const wanted = resolve(folder);
    if (!this.#exported.has(wanted) && !isInside(wanted, this.#home)) {
      throw new Problem(
        'export-folder-refused',
        `${wanted} is not a folder that was exported to.`,
        'Open it with the file manager.',
        wanted,
      );
    }
    const found = await lstat(wanted).catch(() => null);
    if (found?.isDirectory()) return wanted;
    throw new Problem('export-folder-gone', `The folder ${wanted} is not there any more.`, 'Export again.', wanted);
  }

  get #home(): string {
    return join(this.parts.projectFolder, 'exports');
  }
}

/** Only what is named as unfinished goes, and the folder where nothing else is in it. */
async function removeRemains(out: string): Promise<void> {
  const unfinished = join(out, UNFINISHED_EXPORT);
  const found = await lstat(unfinished).catch(() => null);
  if (found === null) return;
  await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
  await rmdir(out).catch(() => undefined);
}

function isInside(path: string, folder: string): boolean {
  const from = relative(folder, path);
  return from === '' || (!from.startsWith('..') && !isAbsolute(from));
}

function inProgress(): Problem {
  return new Problem('export-in-progress', 'A model is being exported already.', 'Wait until it is done, or stop it.');
}
