import { type ReactNode, useMemo } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { keysOf } from '../app/all-commands';
import { CanvasPane } from '../canvas/canvas-pane';
import { BusyLine } from '../components/busy-line';
import { Hint } from '../components/hint';
import { OpacityRow } from '../components/opacity-row';
import { useClasses } from '../paint/classes-state';
import { useDocument } from '../paint/document/open-documents';
import { labelPalette } from '../paint/label-palette';
import { useRuns } from '../train/runs-state';
import { useTrainedRun } from '../train/trained-runs';
import { type PaneIndex, setOpacity, showIn, useInspect } from './inspect-state';
import { otherRuns } from './network-now';
import { paneLayers } from './pane-layers';
import { PaneLegend } from './pane-legend';
import { layerOf, type PaneView, viewGroups, viewValue } from './pane-views';
import { RegionHand } from './region-hand';

const hands = [new RegionHand(), new RegionHand(), new RegionHand(), new RegionHand()] as const;
export const paneNames = ['First pane', 'Second pane', 'Third pane', 'Fourth pane'] as const;

/** One of the panes: what it shows is chosen at its top, what its colours mean stands at its foot. */
export function InspectPane({ index, image }: { index: PaneIndex; image: ImageRow }): ReactNode {
  const { view: wanted, shown: last, isBusy } = useInspect((state) => state.panes[index]);
  const channels = useInspect((state) => state.channels);
  const opacity = useInspect((state) => state.opacity);
  const { channel, value, isShown } = useInspect((state) => state.threshold);
  const document = useDocument();
  const classes = useClasses((state) => state.classes);
  const shown = last?.image === image.id ? last : null;
  // What was asked for last is shown when it is there; until then what was there before.
  const view = layerOf(wanted) === null ? wanted : (shown?.view ?? wanted);
  const layer = shown?.layer ?? null;
  const labels = useMemo(
    () => (document === null ? null : { source: document, palette: labelPalette(classes) }),
    [document, classes],
  );
  const threshold = useMemo(() => (isShown ? { channel, value } : null), [channel, value, isShown]);
  const layers = useMemo(
    () => paneLayers(view, layer, { channels, labels, opacity, threshold }),
    [view, layer, channels, labels, opacity, threshold],
  );
  return (
    <CanvasPane image={image} layers={layers} tool={hands[index]} label={`${paneNames[index]}, ${image.name}`}>
      {isBusy && <BusyLine label={`Computing for the ${paneNames[index].toLowerCase()}`} />}
      <PaneBar index={index} view={wanted} isCut={isCut(view, threshold)} />
      <div className="inspect-foot">
        {layer?.notices.map((notice) => (
          <p key={notice} className="inspect-notice">
            {notice}
          </p>
        ))}
        {isBusy && shown === null && (
          <p className="inspect-notice inspect-waiting" role="status">
            Predicting…
          </p>
        )}
        <PaneLegend view={view} layer={layer} channels={channels} classes={classes} threshold={threshold} />
      </div>
    </CanvasPane>
  );
}

/** Whether a pane shows what reaches the threshold in place of the probability. */
export function isCut(view: PaneView, threshold: { channel: number } | null): boolean {
  return view.kind === 'probability' && view.channel === threshold?.channel;
}

function PaneBar({ index, view, isCut }: { index: PaneIndex; view: PaneView; isCut: boolean }): ReactNode {
  const channels = useInspect((state) => state.channels);
  const networkLayers = useInspect((state) => state.layers);
  const opacity = useInspect((state) => state.opacity);
  const rows = useRuns((state) => state.rows);
  const run = useTrainedRun();
  const groups = viewGroups({ channels, layers: networkLayers, others: otherRuns(rows, run?.id ?? null) });
  const choices = groups.flatMap((group) => group.choices);
  return (
    <section className="canvas-bar inspect-bar" aria-label={paneNames[index]}>
      <Hint text={`What the ${paneNames[index].toLowerCase()} shows`}>
        <select
          className="inspect-choice"
          aria-label={`${paneNames[index]} shows`}
          value={viewValue(view)}
          onChange={(event) => {
            const chosen = choices.find(({ value }) => value === event.target.value);
            if (chosen !== undefined) showIn(index, chosen.view);
          }}
        >
          {groups.map((group) => (
            <optgroup key={group.name} label={group.name}>
              {group.choices.map(({ value, words }) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </optgroup>
          ))}
          {!choices.some(({ value }) => value === viewValue(view)) && (
            <option value={viewValue(view)}>{waitingWords(view)}</option>
          )}
        </select>
      </Hint>
      {(view.kind === 'prediction' || view.kind === 'labels' || isCut) && (
        <OpacityRow
          hint="How much of labels and prediction is seen over the image."
          keys={keysOf('inspect.moreOpaque')}
          opacity={opacity}
          onChange={setOpacity}
        />
      )}
    </section>
  );
}

/** Of a view whose network is still being read. */
function waitingWords(view: PaneView): string {
  return view.kind === 'activation' ? view.layer : 'Prediction';
}
