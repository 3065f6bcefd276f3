import { type ReactNode, useMemo } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { useWorkspace } from '../app/workspace';
import { CanvasPane } from '../canvas/canvas-pane';
import { viridisTable } from '../canvas/color-table';
import type { CanvasLayer } from '../canvas/layers';
import { MoveTool } from '../canvas/tools/move-tool';
import { MapTrouble } from './map-trouble';
import { ViewBar } from './view-bar';
import { WeightLegend } from './weight-legend';
import { setDivider, useWeights } from './weights-state';

const hand = new MoveTool();

/** The image with its weight map over it, or at the left of a divider with the labels at the right. */
export function WeightsCanvas({ image }: { image: ImageRow }): ReactNode {
  const mode = useWeights((state) => state.mode);
  const opacity = useWeights((state) => state.opacity);
  const dividerAt = useWeights((state) => state.dividerAt);
  const preview = useWeights((state) => state.preview);
  const isBusy = useWeights((state) => state.isBusy);
  const weighting = useWorkspace((state) => state.weighting);
  const isSwipe = mode === 'swipe';
  const map = preview?.image === image.id ? preview.reply.map : null;
  const layers = useMemo(() => {
    const shown: CanvasLayer[] = [{ kind: 'image' }];
    if (map !== null) {
      shown.push({
        kind: 'bytes',
        map,
        table: viridisTable,
        values: 'scale',
        opacity,
        ...(isSwipe ? { clip: { side: 'left', at: dividerAt } } : {}),
      });
    }
    return shown;
  }, [map, opacity, isSwipe, dividerAt]);
  return (
    <CanvasPane
      image={image}
      layers={layers}
      tool={hand}
      label={`Weight map over ${image.name}`}
      {...(isSwipe
        ? {
            swipe: {
              at: dividerAt,
              label: 'Weight map at the left, image and labels at the right',
              onChange: setDivider,
            },
          }
        : {})}
    >
      {isBusy && <div className="weights-busy" role="progressbar" aria-label="Computing the weight map" />}
      <ViewBar />
      <WeightLegend weighting={weighting} />
      <MapTrouble />
    </CanvasPane>
  );
}
