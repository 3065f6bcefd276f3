import { type ReactNode, useMemo } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { keysOf } from '../app/all-commands';
import { CanvasPane } from '../canvas/canvas-pane';
import { MoveTool } from '../canvas/tools/move-tool';
import { BusyLine } from '../components/busy-line';
import { Hint } from '../components/hint';
import { OpacityRow } from '../components/opacity-row';
import { useClasses } from '../paint/classes-state';
import { useDocument } from '../paint/document/open-documents';
import { labelPalette } from '../paint/label-palette';
import { type PaneIndex, setOpacity, showIn, useInspect } from './inspect-state';
import { paneLayers } from './pane-layers';
import { PaneLegend } from './pane-legend';
import { layerOf, type PaneView, viewChoices, viewValue } from './pane-views';

const hands = [new MoveTool(), new MoveTool()] as const;
const sides = ['Left pane', 'Right pane'] as const;

/** One of the two panes: what it shows is chosen at its top, what its colours mean stands at its foot. */
export function InspectPane({ index, image }: { index: PaneIndex; image: ImageRow }): ReactNode {
  const { view: wanted, shown: last, isBusy } = useInspect((state) => state.panes[index]);
  const channels = useInspect((state) => state.channels);
  const opacity = useInspect((state) => state.opacity);
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
  const layers = useMemo(
    () => paneLayers(view, layer, channels, labels, opacity),
    [view, layer, channels, labels, opacity],
  );
  return (
    <CanvasPane image={image} layers={layers} tool={hands[index]} label={`${sides[index]}, ${image.name}`}>
      {isBusy && <BusyLine label={`Computing for the ${sides[index].toLowerCase()}`} />}
      <PaneBar index={index} view={wanted} />
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
        <PaneLegend view={view} layer={layer} channels={channels} classes={classes} />
      </div>
    </CanvasPane>
  );
}

function PaneBar({ index, view }: { index: PaneIndex; view: PaneView }): ReactNode {
  const channels = useInspect((state) => state.channels);
  const opacity = useInspect((state) => state.opacity);
  const choices = viewChoices(channels);
  return (
    <section className="canvas-bar inspect-bar" aria-label={sides[index]}>
      <Hint text={`What the ${sides[index].toLowerCase()} shows`}>
        <select
          className="inspect-choice"
          aria-label={`${sides[index]} shows`}
          value={viewValue(view)}
          onChange={(event) => {
            const chosen = choices.find(({ value }) => value === event.target.value);
            if (chosen !== undefined) showIn(index, chosen.view);
          }}
        >
          {choices.map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </Hint>
      {(view.kind === 'prediction' || view.kind === 'labels') && (
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
