import { BUILT_IN_EXTRACTOR } from '../../shared/weighting/check';
import type { ExtractorProvider, FeatureExtractor } from './extractor';
import { openLite0Extractor } from './lite0-extractor';
import { openModelExtractor } from './model-extractor';

export interface Extractors {
  provide: ExtractorProvider;
  /** Frees what was opened. */
  dispose(): Promise<void>;
}

/**
 * The extractors of one process, each opened when first asked for and then kept.
 *
 * @param lite0Path file of the built-in extractor's weights, where it lies elsewhere than set-up puts it
 */
export function openExtractors(lite0Path?: string): Extractors {
  const opened = new Map<string, Promise<FeatureExtractor>>();
  return {
    provide: (name) => {
      const known = opened.get(name);
      if (known !== undefined) return known;
      const extractor = name === BUILT_IN_EXTRACTOR ? openLite0Extractor(lite0Path) : openModelExtractor(name);
      opened.set(name, extractor);
      // What failed may work the next time, once the person has put it right.
      extractor.catch(() => opened.delete(name));
      return extractor;
    },
    dispose: async () => {
      const all = [...opened.values()];
      opened.clear();
      for (const extractor of await Promise.allSettled(all)) {
        if (extractor.status === 'fulfilled') await extractor.value.dispose();
      }
    },
  };
}
