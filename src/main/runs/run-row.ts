import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRow } from '../../shared/contract/runs';
import type { RunRecord } from '../store/records';

const checkpointFiles = ['last.ckpt', 'best.ckpt'];

/** A run as the window shows it. It is trained where one of its checkpoints lies in its folder. */
export async function runRow(record: RunRecord): Promise<RunRow> {
  const { folder, snapshotSha256: _snapshot, metrics, ...rest } = record;
  return {
    ...rest,
    trainingLoss: metrics?.trainingLoss ?? null,
    validationLoss: metrics?.validationLoss ?? null,
    scores: metrics?.scores ?? null,
    isTrained: await hasCheckpoint(folder),
  };
}

/** Whether a run has something to predict with. */
export async function hasCheckpoint(runFolder: string): Promise<boolean> {
  const found = await Promise.allSettled(checkpointFiles.map((file) => access(join(runFolder, file))));
  return found.some(({ status }) => status === 'fulfilled');
}
