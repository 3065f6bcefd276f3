import type { RunRecord } from '../main/store/records';
import type { RunResult } from '../shared/contract/results/models';

/** A run as the command line shows it. */
export function toRunResult(run: RunRecord): RunResult {
  return {
    id: run.id,
    status: run.status,
    config: run.config,
    createdAt: run.createdAt,
    endedAt: run.endedAt,
    step: run.step,
    totalSteps: run.totalSteps,
    best: run.best,
    metrics: run.metrics?.scores ?? null,
    trainingLoss: run.metrics?.trainingLoss ?? null,
    validationLoss: run.metrics?.validationLoss ?? null,
    reason: run.reason,
  };
}
