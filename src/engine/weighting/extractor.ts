import type { FloatMap, UnitImage } from '../../shared/images/pixels';

/** A frozen pretrained network that the `feature` source reads. */
export interface FeatureExtractor {
  /** SHA-256 over all its weights and its structure: part of the cache key of every map made with it. */
  readonly hash: string;
  /**
   * `r = sum_channels |activation|` of a layer, at the image's own size.
   *
   * @param layer `lite0`: the depth 1..6; other models: the name of a node or layer
   * @returns raw map [H,W] >= 0
   */
  featureMap(image: UnitImage, layer: number | string): Promise<FloatMap>;
  dispose(): Promise<void>;
}

/** Finds an extractor by the name that a weighting gives it: `lite0` or the path of a tfjs model. Opened once, kept. */
export type ExtractorProvider = (extractor: string) => Promise<FeatureExtractor>;
