import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageId, RunId } from '../../shared/ids';
import { partFields } from '../../shared/images/image-part';
import { outputChannels } from '../../shared/training/channels';
import type { RunConfig } from '../../shared/training/run-config';
import { type RunChange, runChangesSchema } from '../../shared/training/run-rules';
import { type SnapshotImage, snapshotSchema } from '../../shared/training/snapshot';
import { repeatingConfig } from '../../shared/training/steering';
import { readsPainted } from '../../shared/weighting/words';
import { channelChoiceOf, type ImageRows } from './image-rows';
import { markProcess } from './process-life';
import type { ProjectClass, ProjectRecord, RunImages, RunRecord } from './records';
import { runFolder, runIdOf } from './run-rows';
import { type SnapshotPart, writeSnapshot, writeSnapshotFile } from './snapshot-files';
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

/**
 * Row, then snapshot, then the snapshot's hash in the row: three short steps, so that a large snapshot never keeps a
 * painter waiting. A run that got no further is taken away here, or at the next opening. Returns the run's number.
 */
export function startRun(context: StoreContext, parts: NewRunParts, config: RunConfig, images: RunImages): number {
  return newRun(context, config, ({ number, at, run }) =>
    context.read(() => snapshot(parts, runIdOf(number), run, at, config, images)),
  );
}

/** What a run leaves in its folder before its first step. */
const beginnings = ['labels.bin', 'importance.bin', 'prepared.json', 'start.ckpt'];

/** A run that begins as another did, with what was done to that one as rules. Returns its number. */
export function repeatRun(context: StoreContext, run: RunRecord): number {
  const changes = readChanges(run.folder);
  const config = repeatingConfig(run.config, changes, run.step);
  return newRun(context, config, ({ number, at, run: folder }) => {
    mkdirSync(folder, { recursive: true });
    for (const file of beginnings) {
      if (existsSync(join(run.folder, file))) copyFileSync(join(run.folder, file), join(folder, file));
    }
    const before = snapshotSchema.parse(JSON.parse(readFileSync(join(run.folder, 'snapshot.json'), 'utf8')));
    return writeSnapshotFile(folder, { ...before, runId: runIdOf(number), createdAt: at, config });
  });
}

function readChanges(folder: string): RunChange[] {
  const path = join(folder, 'changes.json');
  return existsSync(path) ? runChangesSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).changes : [];
}

function newRun(
  context: StoreContext,
  config: RunConfig,
  fill: (made: { number: number; at: string; run: string }) => string,
): number {
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
    const sha256 = fill({ number, at, run });
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

/** Writes the snapshot of a run. Returns the SHA-256 of `snapshot.json`. */
export function snapshot(
  parts: NewRunParts,
  runId: RunId,
  folder: string,
  createdAt: string,
  config: RunConfig,
  images: RunImages,
): string {
  const project = parts.project();
  const facts = {
    version: 1,
    runId,
    projectId: project.id,
    projectName: project.name,
    createdAt,
    unpainted: project.unpainted,
    inputChannels: project.inputChannels,
    channels: outputChannels(parts.classes(), project.unpainted),
    config,
  } as const;
  return writeSnapshot(folder, facts, [
    ...images.training.map((id) => part(parts, id, 'training', readsPainted(config.weighting))),
    ...images.validation.map((id) => part(parts, id, 'validation', false)),
  ]);
}

/** @param withImportance for images whose weights are computed */
function part(parts: NewRunParts, id: ImageId, split: SnapshotImage['split'], withImportance: boolean): SnapshotPart {
  const row = parts.images.get(id);
  const { name, path, sha256, width, height } = row;
  const ofFile = partFields({ page: row.page, channelChoice: channelChoiceOf(row) });
  return {
    image: { id, name, path, sha256, width, height, split, labelRevision: row.label_revision, ...ofFile },
    tiles: () => parts.tiles.all(row),
    ...(withImportance ? { importance: () => parts.importance.all(row) } : {}),
  };
}
