import { rmSync } from 'node:fs';
import type { ImageId, RunId } from '../../shared/ids';
import { partFields } from '../../shared/images/image-part';
import { outputChannels } from '../../shared/training/channels';
import type { FrozenImage } from '../../shared/training/compare/frozen';
import type { RunConfig } from '../../shared/training/run-config';
import type { Snapshot } from '../../shared/training/snapshot';
import { readsPainted } from '../../shared/weighting/words';
import { channelChoiceOf, type ImageRows } from './image-rows';
import { markProcess } from './process-life';
import type { ProjectClass, ProjectRecord, RunImages } from './records';
import { runFolder, runIdOf } from './run-rows';
import { type SnapshotPart, writeSnapshot } from './snapshot-files';
import { storeProblem } from './sqlite';
import type { StoreContext } from './store-context';
import type { TileRows } from './tile-rows';

export interface NewRunParts {
  images: ImageRows;
  tiles: TileRows;
  importance: TileRows;
  project(): ProjectRecord;
  classes(): ProjectClass[];
}

/** A run whose snapshot is to be written. */
export interface NewRun {
  id: RunId;
  folder: string;
  createdAt: string;
}

/**
 * Row, then snapshot, then the snapshot's hash in the row: three short steps, so that a large snapshot never keeps a
 * painter waiting. A run that got no further is taken away here, or at the next opening. Returns the run's number.
 * @param write writes the snapshot, returns its hash
 */
export function startRun(context: StoreContext, config: RunConfig, write: (run: NewRun) => string): number {
  const { db, folder } = context;
  const insert = db.prepare<[string, string, string]>(
    `INSERT INTO runs (status, config, created_at, process) VALUES ('preparing', ?, ?, ?)`,
  );
  const finish = db.prepare<[string, number]>('UPDATE runs SET snapshot_sha256 = ? WHERE number = ?');
  const drop = db.prepare<[number]>('DELETE FROM runs WHERE number = ?');
  const at = context.now().toISOString();
  const number = context.writeRuns(() =>
    Number(insert.run(JSON.stringify(config), at, JSON.stringify(markProcess())).lastInsertRowid),
  );
  const run = runFolder(folder, runIdOf(number));
  try {
    const sha256 = context.read(() => write({ id: runIdOf(number), folder: run, createdAt: at }));
    context.writeRuns(() => finish.run(sha256, number));
  } catch (error) {
    rmSync(run, { recursive: true, force: true });
    try {
      context.writeRuns(() => drop.run(number));
    } catch {
      // The disk may be too full even for this; such a row is shown nowhere, and gone after the next opening.
    }
    throw storeProblem(error, run);
  }
  return number;
}

/** Writes a run's snapshot of the project as it is now; see {@link writeSnapshot}. */
export function snapshotProject(parts: NewRunParts, run: NewRun, config: RunConfig, images: RunImages): string {
  const isImportanceRead = readsPainted(config.weighting);
  return writeSnapshot(run.folder, { ...projectFacts(parts), runId: run.id, createdAt: run.createdAt, config }, [
    ...images.training.map((id) => snapshotPart(parts, id, 'training' as const, isImportanceRead)),
    ...images.validation.map((id) => snapshotPart(parts, id, 'validation' as const, false)),
  ]);
}

/** What a snapshot holds of the project itself. */
export function projectFacts(
  parts: NewRunParts,
): Pick<Snapshot, 'version' | 'projectId' | 'projectName' | 'unpainted' | 'inputChannels' | 'channels'> {
  const project = parts.project();
  return {
    version: 1,
    projectId: project.id,
    projectName: project.name,
    unpainted: project.unpainted,
    inputChannels: project.inputChannels,
    channels: outputChannels(parts.classes(), project.unpainted),
  };
}

/**
 * An image with its tiles as they are now.
 * @param withImportance for images whose weights are computed from what was painted
 */
export function snapshotPart<Side extends FrozenImage['split']>(
  parts: NewRunParts,
  id: ImageId,
  split: Side,
  withImportance: boolean,
): SnapshotPart<FrozenImage & { split: Side }> {
  const row = parts.images.get(id);
  const { name, path, sha256, width, height } = row;
  const ofFile = partFields({ page: row.page, channelChoice: channelChoiceOf(row) });
  return {
    image: { id, name, path, sha256, width, height, split, labelRevision: row.label_revision, ...ofFile },
    tiles: () => parts.tiles.all(row),
    ...(withImportance ? { importance: () => parts.importance.all(row) } : {}),
  };
}
