import { ChartSpline } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { create } from 'zustand';
import { type RateSearch, searchedRates } from '../../shared/training/rate-search';
import type { RunConfig } from '../../shared/training/run-config';
import { onOtherProject } from '../app/app-state';
import { act, ask } from '../app/client';
import { Button } from '../components/button';
import { ProgressBar } from '../components/progress-bar';
import { useStartBlocked } from './run-acts';
import { changeConfig } from './run-form-state';

interface RateSearchState {
  /** Steps done; null while none is searched. */
  done: number | null;
  found: RateSearch | null;
}

const idle: RateSearchState = { done: null, found: null };

const useRateSearch = create<RateSearchState>()(() => idle);

export async function searchRate(config: RunConfig): Promise<void> {
  useRateSearch.setState({ done: 0, found: null });
  try {
    useRateSearch.setState({ found: await ask('runs.findRate', { config }) });
  } finally {
    useRateSearch.setState({ done: null });
  }
}

/** Finds a learning rate by trying all of them for a moment, and shows how the loss went. */
export function RateSearchRow({ config }: { config: RunConfig }): ReactNode {
  const { done, found } = useRateSearch();
  const blocked = useStartBlocked();
  useEffect(
    () => window.maskwright.on('runs.rateSearched', (progress) => useRateSearch.setState({ done: progress.done })),
    [],
  );
  useEffect(() => onOtherProject(() => useRateSearch.setState(idle)), []);
  if (done !== null) {
    return (
      <div className="rate-search run-indented">
        <p className="run-quiet">
          {done === 0 ? 'Preparing images…' : `Trying rates, ${done} of ${searchedRates.steps}`}
        </p>
        <ProgressBar label="Rates tried" value={done} of={searchedRates.steps} />
        <Button onClick={() => act(() => ask('runs.stopFindingRate', null))}>Stop</Button>
      </div>
    );
  }
  return (
    <div className="rate-search run-indented">
      {found !== null && <FoundRate found={found} present={config.learningRate} />}
      <Button
        icon={ChartSpline}
        disabled={blocked !== null}
        title={blocked ?? 'Trains for about a hundred steps at growing rates and keeps nothing of it.'}
        onClick={() => act(() => searchRate(config))}
      >
        {found === null ? 'Find a rate' : 'Search again'}
      </Button>
    </div>
  );
}

function FoundRate({ found, present }: { found: RateSearch; present: number }): ReactNode {
  const { rate } = found;
  if (rate === null) {
    return <p className="run-sentence">The loss fell at no rate. Check the labels, or search with another seed.</p>;
  }
  return (
    <>
      <RateCurve found={found} />
      <p className="run-sentence">
        The loss falls fastest at about {rate}.{rate === present && ' That is the rate in the form.'}
      </p>
      {rate !== present && (
        <Button onClick={() => changeConfig((config) => ({ ...config, learningRate: rate }))}>Use {rate}</Button>
      )}
    </>
  );
}

const WIDTH = 188;
const HEIGHT = 72;

/** The smoothed loss over the logarithm of the rate, with the rate that was found. */
function RateCurve({ found: { points, rate } }: { found: RateSearch }): ReactNode {
  const losses = points.map(({ loss }) => loss);
  const low = Math.min(...losses);
  // What burst at the end would flatten the rest.
  const high = Math.max(low + 1e-6, Math.min(Math.max(...losses), 2 * (losses[0] ?? 1)));
  const x = (one: number): number =>
    (WIDTH * Math.log(one / searchedRates.lowest)) / Math.log(searchedRates.highest / searchedRates.lowest);
  const y = (loss: number): number => 4 + (HEIGHT - 8) * (1 - (Math.min(loss, high) - low) / (high - low));
  const line = points.map((point) => `${x(point.rate).toFixed(1)},${y(point.loss).toFixed(1)}`).join(' ');
  return (
    <svg
      className="rate-curve"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`The loss over rates from ${searchedRates.lowest} to ${searchedRates.highest}; it falls fastest at ${rate}`}
    >
      {rate !== null && <line className="rate-mark" x1={x(rate)} x2={x(rate)} y1={0} y2={HEIGHT} />}
      <polyline className="rate-line" points={line} />
    </svg>
  );
}
