import { type ReactNode, useMemo } from 'react';
import type { ProjectClassRow } from '../../shared/contract/classes';
import { type InspectedLayer, NOT_LABELLED } from '../../shared/contract/inspect';
import type { SnapshotChannel } from '../../shared/training/snapshot';
import { colorScale } from '../../shared/weighting/heatmap';
import { count } from '../app/words';
import { ColorBar } from '../components/color-bar';
import { endWords } from './inspect-words';
import { kindsIn } from './kinds-in';
import { differenceColors, isUnlabelled } from './pane-layers';
import type { PaneView } from './pane-views';

const viridis = colorScale('viridis');
const inferno = colorScale('inferno');

interface PaneLegendProps {
  view: PaneView;
  layer: InspectedLayer | null;
  channels: readonly SnapshotChannel[];
  classes: readonly ProjectClassRow[];
  /** What reaches it is shown in place of a class's probability. */
  threshold: { channel: number; value: number } | null;
}

/** What the colours of a pane mean. */
export function PaneLegend({ view, layer, channels, classes, threshold }: PaneLegendProps): ReactNode {
  if (view.kind === 'image') return null;
  if (view.kind === 'labels') return <Swatches entries={classes.map(({ name, color }) => ({ words: name, color }))} />;
  if (layer === null) return null;
  if (isUnlabelled(view, layer)) {
    return <p className="inspect-notice">Nothing in this image is labelled, so there is nothing to compare with.</p>;
  }
  switch (view.kind) {
    case 'prediction':
      return <KindLegend layer={layer} channels={channels} wordsOf={(name) => name} />;
    case 'error':
      return <KindLegend layer={layer} channels={channels} wordsOf={(name) => `wrongly ${name}`} />;
    case 'difference':
      return <DifferenceLegend layer={layer} />;
    case 'probability': {
      const { name, color } = channels[view.channel] ?? { name: '', color: '#808080' };
      if (threshold === null || threshold.channel !== view.channel) {
        return <Bar label={`probability of ${name}`} table={viridis} low="0" high="1" />;
      }
      return <Swatches entries={[{ words: `${name} ≥ ${threshold.value.toFixed(2)}`, color }]} />;
    }
    case 'activation':
      return <Bar label={view.layer} table={viridis} low="0" high={endWords(layer.high)} />;
    case 'entropy':
      return <Bar label="entropy, nats" table={inferno} low="0" high={endWords(layer.high)} />;
    case 'weight':
      return <Bar label="weight" table={viridis} low={endWords(layer.low)} high={endWords(layer.high)} />;
    case 'loss':
    case 'weighted-loss': {
      const label = view.kind === 'loss' ? 'loss' : 'weight × loss';
      return <Bar label={label} table={inferno} low={endWords(layer.low)} high={`${endWords(layer.high)} and above`} />;
    }
  }
}

interface KindLegendProps {
  layer: InspectedLayer;
  channels: readonly SnapshotChannel[];
  wordsOf(name: string): string;
}

/** Only what is there to see: of many classes an image holds few. */
function KindLegend({ layer, channels, wordsOf }: KindLegendProps): ReactNode {
  const present = useMemo(() => kindsIn(layer.map.data), [layer.map]);
  const entries = channels
    .filter((_, channel) => present.has(channel))
    .map(({ name, color }) => ({ words: wordsOf(name), color }));
  if (present.has(NOT_LABELLED)) entries.push({ words: 'not labelled', color: '#000000' });
  return <Swatches entries={entries} none="no error" />;
}

function DifferenceLegend({ layer }: { layer: InspectedLayer }): ReactNode {
  const present = useMemo(() => kindsIn(layer.map.data), [layer.map]);
  const entries = differenceColors.filter(({ kind }) => present.has(kind));
  return <Swatches entries={entries} none="both say the same" />;
}

/** More would hide the image; the panel names whatever lies under the pointer. */
const MOST_SWATCHES = 12;

function Swatches({
  entries,
  none,
}: {
  entries: readonly { words: string; color: string }[];
  none?: string;
}): ReactNode {
  if (entries.length === 0 && none === undefined) return null;
  return (
    <ul className="inspect-legend" aria-label="Colours">
      {entries.slice(0, MOST_SWATCHES).map(({ words, color }) => (
        <li key={words} title={words}>
          <span className="swatch-small" style={{ background: color }} aria-hidden="true" />
          <span className="truncate">{words}</span>
        </li>
      ))}
      {entries.length > MOST_SWATCHES && <li>and {count(entries.length - MOST_SWATCHES)} more</li>}
      {entries.length === 0 && <li>{none}</li>}
    </ul>
  );
}

function Bar(props: { label: string; table: Uint8Array; low: string; high: string }): ReactNode {
  return (
    <div className="inspect-legend inspect-scale">
      <ColorBar {...props} />
    </div>
  );
}
