import { join } from 'node:path';
import { z } from 'zod';
import { type ComparisonId, comparisonIdSchema } from '../../shared/ids';
import { Problem, problemDataSchema } from '../../shared/problem';
import { imageCountsSchema } from '../../shared/training/compare/image-counts';
import { comparisonPlanSchema } from '../../shared/training/compare/plan';
import type { ComparedRun, ComparisonRecord } from './comparison-records';
import { isAlive, processMarkSchema } from './process-life';
import { runIdOf } from './run-rows';

export interface ComparisonRow {
  number: number;
  plan: string;
  class_names: string;
  scored_on: 'test' | 'validation';
  created_at: string;
  process: string | null;
}

export interface ComparedRunRow {
  configuration: number;
  seed: number;
  run: number | null;
  scores: string | null;
  problem: string | null;
  seconds: number | null;
}

export function comparisonIdOf(number: number): ComparisonId {
  return comparisonIdSchema.parse(`comparison-${String(number).padStart(3, '0')}`);
}

export function comparisonNumber(id: ComparisonId): number {
  return Number(id.slice('comparison-'.length));
}

export function comparisonFolder(projectFolder: string, id: ComparisonId): string {
  return join(projectFolder, 'comparisons', id);
}

/** @throws Problem comparison-unreadable */
export function toComparison(row: ComparisonRow, runs: readonly ComparedRunRow[], project: string): ComparisonRecord {
  const id = comparisonIdOf(row.number);
  return {
    id,
    folder: comparisonFolder(project, id),
    plan: stored(comparisonPlanSchema, row.plan, id),
    classNames: stored(z.array(z.string()), row.class_names, id),
    scoredOn: row.scored_on,
    createdAt: row.created_at,
    isRunning: isTaken(row),
    runs: runs.map((run) => toComparedRun(run, id)),
  };
}

/** Whether a process that lives works on it. */
export function isTaken(row: ComparisonRow): boolean {
  return row.process !== null && isAlive(stored(processMarkSchema, row.process, comparisonIdOf(row.number)));
}

function toComparedRun(row: ComparedRunRow, id: ComparisonId): ComparedRun {
  return {
    configuration: row.configuration,
    seed: row.seed,
    run: row.run === null ? null : runIdOf(row.run),
    scores: row.scores === null ? null : stored(z.array(imageCountsSchema), row.scores, id),
    problem: row.problem === null ? null : stored(problemDataSchema, row.problem, id),
    seconds: row.seconds,
  };
}

function stored<T>(schema: z.ZodType<T>, json: string, id: ComparisonId): T {
  try {
    return schema.parse(JSON.parse(json));
  } catch {
    throw new Problem(
      'comparison-unreadable',
      `What the project keeps about ${id} cannot be read.`,
      'It may have been changed by another program; take a backup of the project, or start the comparison again.',
    );
  }
}
