import { LabelRows, labelSet } from '../../../../src/shared/labels/label-rows';
import { type Connectivity, type ScannedRegion, scanRegions } from '../../../../src/shared/labels/run-scan';
import type { Steps } from '../../../../src/shared/labels/steps';
import type { TileMap } from '../../../../src/shared/labels/tile-map';

/** All connected sets of a label, in the order in which the scan meets their ends; without their pixels. */
export function* scannedComponents(map: TileMap, label: number, connectivity: Connectivity): Steps<ScannedRegion[]> {
  const components: ScannedRegion[] = [];
  const wish = { connectivity, keepArea: 0, keepBorder: true };
  yield* scanRegions(new LabelRows(map, labelSet(label)), wish, (region) => components.push(region));
  return components;
}
