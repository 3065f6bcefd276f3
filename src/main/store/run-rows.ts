import { join } from 'node:path';
import { z } from 'zod';
import { type RunId, runIdSchema } from '../../shared/ids';
import { Problem, problemDataSchema } from '../../shared/problem';
import { runConfigSchema } from '../../shared/training/run-config';
import { type RunStatus, scoresSchema } from '../../shared/training/run-events';
import { processMarkSchema } from './process-life';
import type { RunRecord } from './records';

export interface RunRow {
  number: number;
  status: RunStatus;
  config: string;
  snapshot_sha256: string;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
  step: number;
  total_steps: number | null;
  best_step: number | null;
  best_mean_iou: number | null;
  metrics: string | null;
  reason: string | null;
  problem: string | null;
  notes: string;
  process: string;
  starred: number;
  queue_place: number | null;
}

const runMetricsSchema = z.object({
  trainingLoss: z.number().nullable(),
  validationLoss: z.number().nullable(),
  scores: scoresSchema.nullable(),
});

export function runIdOf(number: number): RunId {
  return runIdSchema.parse(`run-${String(number).padStart(3, '0')}`);
}

export function runNumber(id: RunId): number {
  return Number(id.slice('run-'.length));
}

export function runFolder(projectFolder: string, id: RunId): string {
  return join(projectFolder, 'runs', id);
}

/** @throws Problem run-unreadable */
export function toRun(row: RunRow, projectFolder: string): RunRecord {
  const id = runIdOf(row.number);
  return {
    id,
    status: row.status,
    folder: runFolder(projectFolder, id),
    config: stored(runConfigSchema, row.config, id),
    snapshotSha256: row.snapshot_sha256,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    step: row.step,
    totalSteps: row.total_steps,
    best: row.best_step === null ? null : { step: row.best_step, meanIou: row.best_mean_iou },
    metrics: row.metrics === null ? null : stored(runMetricsSchema, row.metrics, id),
    reason: row.reason,
    problem: row.problem === null ? null : stored(problemDataSchema, row.problem, id),
    notes: row.notes,
    isStarred: row.starred === 1,
    queuePlace: row.status === 'queued' ? row.queue_place : null,
  };
}

export function runProcess(row: RunRow): z.infer<typeof processMarkSchema> {
  return stored(processMarkSchema, row.process, runIdOf(row.number));
}

/** What a JSON column holds, checked. @throws Problem run-unreadable */
export function stored<T>(schema: z.ZodType<T>, json: string, id: RunId): T {
  try {
    return schema.parse(JSON.parse(json));
  } catch {
    throw new Problem(
      'run-unreadable',
      `What the project keeps about ${id} cannot be read.`,
      'It may have been changed by another program; delete the run, or take a backup of the project.',
    );
  }
}
