import type { Snapshot } from '../../shared/training/snapshot';
import type { RunEstimate } from './estimate';
import type { PreparedRun } from './prepare';
import { openBatchSource } from './sampler/batch-source';
import type { BatchSource } from './sampler/batch-types';
import { availableBytes } from './trial';

/** The batches of a run from a step on, made beside the steps. @param fromStep 0 for the first */
export function openRunSource(
  {
    snapshot,
    prepared,
    estimate,
    memoryLimitBytes,
  }: { snapshot: Snapshot; prepared: PreparedRun; estimate: RunEstimate; memoryLimitBytes?: number | undefined },
  fromStep: number,
): BatchSource {
  const { config, channels, inputChannels } = snapshot;
  const { lo, hi } = prepared.prepared;
  const free = availableBytes(memoryLimitBytes) - estimate.memoryBytes;
  return openBatchSource(
    {
      images: prepared.training,
      seed: config.seed,
      patch: config.patch,
      batch: config.batch,
      inputChannels,
      classCount: channels.length,
      augmentation: config.augmentation,
      range: { lo, hi },
      floor: config.weighting.floor,
      // Half of what the step leaves, so that the files' pages stay in the system's cache as well.
      memoryLimitBytes: Math.min(2 ** 32, Math.max(0, free / 2)),
    },
    fromStep,
  );
}
