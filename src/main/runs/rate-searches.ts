import type { EventName, EventPayload } from '../../shared/contract/index';
import { Problem } from '../../shared/problem';
import type { RateSearch } from '../../shared/training/rate-search';
import type { RunConfig } from '../../shared/training/run-config';
import { askOnce } from '../engines/ask-once';
import type { EngineProcess } from '../engines/engine-process';
import type { RunKeeper, StartingProject } from './run-keeper';
import { runImages } from './split-images';

export interface RateSearchesParts {
  keeper: Pick<RunKeeper, 'exclusively'>;
  startEngine(): EngineProcess;
  cacheFolder: string;
  vendorFolder: string;
  tellProject<Name extends EventName>(folder: string, name: Name, payload: EventPayload<Name>): void;
}

/** Searches for a learning rate, one at a time and in the place of a run, each in an engine of its own. */
export class RateSearches {
  #stop: AbortController | null = null;

  constructor(private readonly parts: RateSearchesParts) {}

  /** @throws Problem `run-busy`, `rate-search-stopped`, or as a run of the configuration would fail */
  find({ facts, store }: StartingProject, config: RunConfig): Promise<RateSearch> {
    const { keeper, startEngine, cacheFolder, vendorFolder, tellProject } = this.parts;
    return keeper.exclusively('The learning rate is being searched.', async () => {
      const stop = new AbortController();
      this.#stop = stop;
      const runFolder = await store.runs.draft(config, await runImages(store, config));
      try {
        const input = { runFolder, cacheFolder, vendorFolder };
        return await askOnce(startEngine(), 'findRate', input, {
          signal: stop.signal,
          onProgress: (progress) => tellProject(facts.folder, 'runs.rateSearched', progress),
        });
      } catch (error) {
        if (stop.signal.aborted) throw stopped();
        throw error;
      } finally {
        this.#stop = null;
        await store.runs.dropDraft(runFolder).catch(() => undefined);
      }
    });
  }

  /** Ends the search in progress after the step in hand. */
  stop(): void {
    this.#stop?.abort();
  }
}

function stopped(): Problem {
  return new Problem('rate-search-stopped', 'The search for a learning rate was stopped.', 'Nothing was changed.');
}
