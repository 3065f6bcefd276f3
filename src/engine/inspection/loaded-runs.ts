import { stat } from 'node:fs/promises';
import type { InspectedNetwork } from '../../shared/contract/engine-subjects';
import { checkpointPath } from '../training/checkpoint';
import { loadTrainedRun, type TrainedRun } from '../training/trained-run';

/** A run as it was loaded; `stamp` differs where its checkpoint files differ. */
export interface LoadedRun {
  run: TrainedRun;
  /** Names the run, the checkpoint asked for and the content of its files. */
  stamp: string;
}

interface Entry {
  stamp: string;
  loading: Promise<TrainedRun>;
  users: number;
  isRetired: boolean;
}

/**
 * Keeps the runs used last, each with its graph and variables in memory. A run whose checkpoint was written anew is
 * loaded again; one that is dropped while somebody works with it is disposed of afterwards.
 */
export class LoadedRuns {
  /** Oldest use first. */
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly most = 3) {}

  /** @throws Problem what loading says (`run-not-trained`, `checkpoint-damaged`, `run-snapshot-missing`) */
  async with<Value>(network: InspectedNetwork, work: (loaded: LoadedRun) => Promise<Value>): Promise<Value> {
    const key = `${network.runFolder}|${network.checkpoint}`;
    const stamp = `${key}|${await fileStamp(network)}`;
    const entry = this.#entryOf(key, stamp, network);
    entry.users++;
    try {
      return await work({ run: await entry.loading, stamp });
    } finally {
      entry.users--;
      if (entry.isRetired && entry.users === 0) await disposeOf(entry);
    }
  }

  /** Frees all runs. */
  async dispose(): Promise<void> {
    for (const [key, entry] of this.#entries) await this.#retire(key, entry);
  }

  #entryOf(key: string, stamp: string, network: InspectedNetwork): Entry {
    const known = this.#entries.get(key);
    this.#entries.delete(key);
    if (known?.stamp === stamp) {
      this.#entries.set(key, known);
      return known;
    }
    if (known !== undefined) void this.#retire(key, known);
    const loading = loadTrainedRun(network.runFolder, network.checkpoint);
    const entry: Entry = { stamp, loading, users: 0, isRetired: false };
    this.#entries.set(key, entry);
    // What failed may work the next time, once the person has put it right.
    loading.catch(() => this.#forget(key, entry));
    for (const [oldest, other] of this.#entries) {
      if (this.#entries.size <= this.most) break;
      void this.#retire(oldest, other);
    }
    return entry;
  }

  #forget(key: string, entry: Entry): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
  }

  async #retire(key: string, entry: Entry): Promise<void> {
    this.#forget(key, entry);
    entry.isRetired = true;
    if (entry.users === 0) await disposeOf(entry);
  }
}

async function disposeOf({ loading }: Entry): Promise<void> {
  const run = await loading.catch(() => null);
  await run?.dispose();
}

/**
 * Of the checkpoint asked for, or the other one where it is not there. Checkpoints are renamed into place, so a new one
 * has another time, size or file number.
 */
async function fileStamp({ runFolder, checkpoint }: InspectedNetwork): Promise<string> {
  for (const kind of checkpoint === 'best' ? (['best', 'last'] as const) : (['last', 'best'] as const)) {
    const found = await stat(checkpointPath(runFolder, kind)).catch(() => null);
    if (found !== null) return `${kind}:${found.mtimeMs}:${found.size}:${found.ino}`;
  }
  return 'none';
}
