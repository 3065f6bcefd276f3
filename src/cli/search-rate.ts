import type { ProjectStore } from '../main/store/project-store';
import type { RunImages } from '../main/store/records';
import { rateSearchSchema, searchedRates } from '../shared/training/rate-search';
import type { RunConfig } from '../shared/training/run-config';
import type { CommandContext } from './command-context';

/** Searches for the learning rate of a configuration and tells it; no run is made. */
export async function searchRate(
  store: ProjectStore,
  config: RunConfig,
  images: RunImages,
  { reporter, folders, signal }: CommandContext,
): Promise<void> {
  const { findRate } = await import('../engine/training/find-rate');
  const runFolder = store.runs.draft(config, images);
  const progress = reporter.progress('Searching', searchedRates.steps);
  try {
    const found = await findRate({
      runFolder,
      cacheFolder: folders.cache,
      vendorFolder: folders.vendor,
      signal,
      onProgress: (done) => progress.update(done),
    });
    const words =
      found.rate === null
        ? 'The loss did not fall at any rate: check the labels, or search with another seed.'
        : `Learning rate ${found.rate}: use it with --lr ${found.rate}.`;
    reporter.result(rateSearchSchema, found, words);
  } finally {
    progress.stop();
    store.runs.dropDraft(runFolder);
  }
}
