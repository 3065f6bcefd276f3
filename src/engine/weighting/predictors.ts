import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FloatMap, PixelImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import { writeUncertainty } from '../../shared/weighting/uncertainty';

/** Earlier runs of a project, which the `uncertainty` source asks. */
export interface Predictors {
  /** Of the checkpoint that would be asked: part of the cache key of every map made with it. */
  hash(run: string): Promise<string>;
  /**
   * How unsure the run's best checkpoint is at each pixel: entropy over log K.
   *
   * @param image in the file's units; the run brings its own input range
   * @returns [H,W] in [0,1]
   */
  uncertainty(run: string, image: PixelImage, signal?: AbortSignal): Promise<FloatMap>;
  dispose(): Promise<void>;
}

/**
 * The runs below a folder. One network is kept in memory, since images come one after another.
 *
 * @param runsFolder `runs` of a project
 * @throws Problem, of both calls: `weighting-run-missing`, `run-not-trained`, `checkpoint-damaged`
 */
export function openPredictors(runsFolder: string): Predictors {
  const hashes = new Map<string, { stamp: string; hash: Promise<string> }>();
  let loaded: { hash: string; run: Promise<LoadedRun> } | null = null;

  const hash = async (run: string): Promise<string> => {
    const folder = join(runsFolder, run);
    const { path, stamp } = await checkpointOf(folder, run);
    const known = hashes.get(run);
    if (known?.stamp === stamp) return known.hash;
    const found = readFile(path).then((bytes) => createHash('sha256').update(bytes).digest('hex'));
    hashes.set(run, { stamp, hash: found });
    found.catch(() => hashes.delete(run));
    return found;
  };

  const release = async (): Promise<void> => {
    const before = loaded;
    loaded = null;
    await (await before?.run.catch(() => null))?.dispose();
  };

  const load = async (run: string): Promise<LoadedRun> => {
    const wanted = await hash(run);
    if (loaded?.hash !== wanted) {
      await release();
      loaded = { hash: wanted, run: open(join(runsFolder, run)) };
    }
    return loaded.run;
  };

  /** One image at a time, so that no network is let go of while it predicts. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };

  return {
    hash,
    uncertainty: (run, image, signal) =>
      inTurn(async () => {
        signal?.throwIfAborted();
        return (await load(run)).uncertainty(image, signal);
      }),
    dispose: () => inTurn(release),
  };
}

interface LoadedRun {
  uncertainty(image: PixelImage, signal?: AbortSignal): Promise<FloatMap>;
  dispose(): Promise<void>;
}

/** TensorFlow is loaded when a network is first asked. */
async function open(folder: string): Promise<LoadedRun> {
  const { loadTrainedRun } = await import('../training/trained-run');
  const { predictBands } = await import('../inference/predict');
  const { network, dispose } = await loadTrainedRun(folder, 'best');
  return {
    dispose,
    uncertainty: async (image, signal) => {
      const { width, height } = image;
      const data = new Float32Array(width * height);
      await predictBands(network, image, signal === undefined ? {} : { signal }, (band) =>
        writeUncertainty(band.data, network.classCount, data, band.y * width),
      );
      return { width, height, data };
    },
  };
}

async function checkpointOf(folder: string, run: string): Promise<{ path: string; stamp: string }> {
  const { checkpointPath } = await import('../training/checkpoint');
  for (const kind of ['best', 'last'] as const) {
    const path = checkpointPath(folder, kind);
    const found = await stat(path).catch(() => null);
    if (found?.isFile() === true) return { path, stamp: `${kind}:${found.mtimeMs}:${found.size}:${found.ino}` };
  }
  throw new Problem(
    'weighting-run-missing',
    `The weighting asks the run ${run}, which this project does not have, or which has no checkpoint yet.`,
    'Choose a run that has finished an epoch, or take the source "uncertainty" out of the weighting.',
    folder,
  );
}
