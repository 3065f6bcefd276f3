import { type ReactNode, useMemo } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { useWorkspace } from '../app/workspace';
import { CanvasPane } from '../canvas/canvas-pane';
import { viridisTable } from '../canvas/color-table';
import type { CanvasLayer } from '../canvas/layers';
import { MoveTool } from '../canvas/tools/move-tool';
import { BusyLine } from '../components/busy-line';
import { useClasses } from '../paint/classes-state';
import { useDocument } from '../paint/document/open-documents';
import { usePaint } from '../paint/document/paint-state';
import { labelPalette } from '../paint/label-palette';
import { limitedTable } from './color-limits';
import { MapTrouble } from './map-trouble';
import { ViewBar } from './view-bar';
import { WeightLegend } from './weight-legend';
import { isFlat, setDivider, useWeights } from './weights-state';

const hand = new MoveTool();
/** A map whose weights are all the same has one colour, that of the low end. */
const flatTable = new Uint32Array(256).fill(viridisTable[0]);

/** The image with its weight map over it, or at the left of a divider with the labels at the right. */
export function WeightsCanvas({ image }: { image: ImageRow }): ReactNode {
  const mode = useWeights((state) => state.mode);
  const opacity = useWeights((state) => state.opacity);
  const dividerAt = useWeights((state) => state.dividerAt);
  const preview = useWeights((state) => state.preview);
  const isBusy = useWeights((state) => state.isBusy);
  const weighting = useWorkspace((state) => state.weighting);
  const isSwipe = mode === 'swipe';
  const reply = preview?.image === image.id ? preview.reply : null;
  const limits = useWeights((state) => state.limits);
  const limited = useMemo(() => limitedTable(limits), [limits]);
  const table = reply !== null && isFlat(reply) ? flatTable : limited;
  const map = reply?.map ?? null;
  const labels = useDocument();
  const labelOpacity = usePaint((state) => state.opacity);
  const classes = useClasses((state) => state.classes);
  const palette = useMemo(() => labelPalette(classes), [classes]);
  const layers = useMemo(() => {
    const shown: CanvasLayer[] = [{ kind: 'image' }];
    if (isSwipe && labels !== null) {
      const clip = { side: 'right', at: dividerAt } as const;
      shown.push({ kind: 'labels', source: labels, palette, opacity: labelOpacity, clip });
    }
    if (map !== null) {
      shown.push({
        kind: 'bytes',
        map,
        table,
        values: 'scale',
        opacity,
        ...(isSwipe ? { clip: { side: 'left', at: dividerAt } } : {}),
      });
    }
    return shown;
  }, [map, table, opacity, isSwipe, dividerAt, labels, palette, labelOpacity]);
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
      {isBusy && <BusyLine label="Computing the weight map" />}
      <ViewBar />
      <WeightLegend weighting={weighting} />
      <MapTrouble />
    </CanvasPane>
  );
}
