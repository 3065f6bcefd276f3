import {
  hasBurst,
  type RateSearch,
  searchedRate,
  searchedRates,
  smoothedPoints,
  suggestedRate,
} from '../../shared/training/rate-search';
import { encoderRateFactorAt } from '../../shared/training/schedules';
import { inPreparedSession, type PreparedSession } from './prepared-session';
import { readSnapshot } from './run-folder';
import { openRunSource } from './run-source';
import { takenOver } from './start-from';
import { startValues } from './start-values';
import { openWorkFiles } from './work-files';

export interface FindRateOptions {
  /** Holds a snapshot, as a run's folder does. */
  runFolder: string;
  cacheFolder: string;
  vendorFolder: string;
  signal: AbortSignal;
  /** Steps done of all that it may take; while it prepares its images 0 of them. */
  onProgress(done: number, total: number): void;
}

/**
 * Searches for the learning rate of a configuration by training it from its beginning at rates that grow, on its own
 * images and weights. Nothing of it is kept.
 * @throws Problem as a training run fails; an AbortError where it was cancelled
 */
export async function findRate(options: FindRateOptions): Promise<RateSearch> {
  const snapshot = await readSnapshot(options.runFolder);
  const files = await openWorkFiles(options.cacheFolder, `${snapshot.projectId}-rate-${process.pid}`);
  const { onProgress } = options;
  try {
    return await inPreparedSession(
      {
        ...options,
        snapshot,
        files,
        onProgress: () => onProgress(0, searchedRates.steps),
        onWarning: () => undefined,
      },
      (ready) => search(options, snapshot, ready),
    );
  } finally {
    await files.remove();
  }
}

async function search(
  { runFolder, vendorFolder, signal, onProgress }: FindRateOptions,
  snapshot: Awaited<ReturnType<typeof readSnapshot>>,
  { prepared, program, estimate, session, beginning }: PreparedSession,
): Promise<RateSearch> {
  const { config } = snapshot;
  session.assign(
    beginning === null
      ? await startValues(program, config.seed, vendorFolder)
      : await takenOver(beginning, { runFolder, snapshot, program, warn: () => undefined }),
  );
  const source = openRunSource({ snapshot, prepared, estimate }, 0);
  const { floor, strength } = config.weighting;
  const losses: number[] = [];
  try {
    while (losses.length < searchedRates.steps) {
      // A turn between steps, so that a cancel is heard.
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      const batch = await source.next();
      const { loss } = session.step(batch, {
        learningRate: searchedRate(losses.length),
        floor,
        strength,
        encoderRateFactor: encoderRateFactorAt(config, 0, 1),
      });
      source.release(batch);
      losses.push(loss);
      onProgress(losses.length, searchedRates.steps);
      if (hasBurst(smoothedPoints(losses))) break;
    }
  } finally {
    await source.close();
  }
  const points = smoothedPoints(losses).filter(({ loss }) => Number.isFinite(loss));
  return { points, rate: suggestedRate(points) };
}
