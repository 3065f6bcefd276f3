import type { FloatMap } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import type { FeatureExtractor } from './extractor';
import { LITE0_DEPTHS, openLite0 } from './lite0-graph';
import { tiledActivation } from './tiled-activation';

/**
 * The built-in extractor: layers are the depths 1 (fine edges) to 6 (whole objects).
 *
 * @throws Problem `features-missing`, `tensor-file-damaged`
 */
export async function openLite0Extractor(path?: string): Promise<FeatureExtractor> {
  const lite0 = await openLite0(path);
  return {
    hash: lite0.hash,
    featureMap: async (image, layer) => {
      const depth = typeof layer === 'number' ? LITE0_DEPTHS[layer - 1] : undefined;
      if (depth === undefined) {
        throw new Problem(
          'extractor-no-layer',
          `The built-in extractor has no layer "${layer}".`,
          'Its layers are the numbers 1 (fine) to 6 (coarse).',
        );
      }
      const run = async (rgb: Float32Array, height: number, width: number): Promise<FloatMap> => {
        const data = await lite0.run(`depth${layer}`, { data: rgb, shape: [1, height, width, 3] });
        return { width: width / depth.stride, height: height / depth.stride, data };
      };
      return tiledActivation(image, { reachPx: depth.reachPx, tilePixels: tilePixels(depth.reachPx), run });
    },
    dispose: () => lite0.dispose(),
  };
}

/**
 * 2.2 megapixels, more where the overlap would take most of a tile. The widest activation, 96 channels at half size,
 * then takes 0.2 to 0.33 GB, far below what a tensor may.
 */
function tilePixels(reachPx: number): number {
  return Math.max(1472, 1024 + 2 * reachPx) ** 2;
}
