import type { ReactNode } from 'react';
import { colorScale } from '../../shared/weighting/heatmap';
import type { Weighting } from '../../shared/weighting/schema';
import { ColorBar } from '../components/color-bar';
import { termValueWords, tickWords, weightWords } from './term-words';
import { isFlat, useWeights } from './weights-state';

const viridis = colorScale('viridis');

/** What the colours mean, and the weight under the pointer source by source. */
export function WeightLegend({ weighting }: { weighting: Weighting }): ReactNode {
  const reading = useWeights((state) => state.reading);
  const reply = useWeights((state) => state.preview?.reply ?? null);
  const [lower, upper] = useWeights((state) => state.limits);
  const { floor, strength } = weighting;
  const idle = reply !== null && isFlat(reply) ? `Every pixel weighs ${weightWords(reply.min)}.` : '';
  return (
    <aside className="weight-legend" aria-label="Colours of the weight map">
      <ColorBar
        label="weight"
        table={viridis}
        low={`${lower > 0 ? '≤ ' : ''}${tickWords(floor + strength * lower)}`}
        middle={tickWords(floor + (strength * (lower + upper)) / 2)}
        high={`${upper < 1 ? '≥ ' : ''}${tickWords(floor + strength * upper)}`}
      />
      <div className="legend-reading">
        <span>under the pointer</span>
        <span className="legend-weight">{reading === null ? '–' : weightWords(reading.at.weight)}</span>
      </div>
      <p className="legend-terms">
        {reading === null || reading.at.terms.length === 0 ? idle : termValueWords(reading.at.terms)}
      </p>
    </aside>
  );
}
