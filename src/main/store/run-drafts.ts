import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type NewRunParts, snapshotProject } from './new-run';
import type { ProjectStore } from './project-store';
import { runIdOf } from './run-rows';
import { storeProblem } from './sqlite';
import type { StoreContext } from './store-context';

/** A dot keeps them apart from runs; they lie beside these, so that other runs are found from them. */
const PREFIX = '.draft-';
/** What a killed process left behind; nothing is tried for so long. */
const STALE_MS = 24 * 3_600_000;

/** Snapshots of configurations that are only tried. */
export function makeDrafts(
  context: StoreContext,
  parts: NewRunParts,
): Pick<ProjectStore['runs'], 'draft' | 'dropDraft'> {
  const runs = join(context.folder, 'runs');
  return {
    draft: (config, images) => {
      try {
        mkdirSync(runs, { recursive: true });
        removeStale(runs, context.now().getTime());
        const folder = mkdtempSync(join(runs, PREFIX));
        const draft = { id: runIdOf(0), folder, createdAt: context.now().toISOString() };
        context.read(() => snapshotProject(parts, draft, config, images));
        return folder;
      } catch (error) {
        throw storeProblem(error, runs);
      }
    },
    dropDraft: (folder) => {
      if (dirname(folder) !== runs || !basename(folder).startsWith(PREFIX)) return;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function removeStale(runs: string, nowMs: number): void {
  for (const name of readdirSync(runs)) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(runs, name);
    const { mtimeMs } = statSync(folder);
    if (nowMs - mtimeMs > STALE_MS) rmSync(folder, { recursive: true, force: true });
  }
}
