import { type ReactNode, useState } from 'react';
import type { RunRow } from '../../shared/contract/runs';
import { changeWords } from '../../shared/training/rule-words';
import type { RunAct } from '../../shared/training/run-rules';
import { act } from '../app/client';
import { Button } from '../components/button';
import { Hint } from '../components/hint';
import { numberRules, parseNumber } from './form-fields';
import { steerRun } from './run-acts';
import { useRuns } from './runs-state';

const halve: RunAct = { kind: 'rate', times: 0.5 };
const double: RunAct = { kind: 'rate', times: 2 };

/** Changes the run in progress by hand: its learning rate and strength, from the next step on. */
export function SteerBar({ row }: { row: RunRow }): ReactNode {
  const entries = useRuns((state) => state.entries.get(row.id));
  const last = entries?.findLast(({ event }) => event.type === 'step')?.event;
  const change = entries?.findLast(({ event }) => event.type === 'changed')?.event;
  if (last?.type !== 'step') return null;
  const isWeighted = row.config.weighting.terms.length > 0;
  const steer = (what: RunAct): void => act(() => steerRun(row.id, what));
  return (
    <section className="steer-bar" aria-label="Change the run while it trains">
      <span className="steer-name">Rate</span>
      <span className="steer-value">{rateWords(last.learningRate)}</span>
      <Hint text="From the next step on, on top of its schedule; recorded with its step.">
        <Button onClick={() => steer(halve)}>Halve</Button>
      </Hint>
      <Button onClick={() => steer(double)}>Double</Button>
      {isWeighted && (
        <>
          <span className="steer-name">Strength</span>
          <StrengthField present={last.strength} onSet={(strength) => steer({ kind: 'strength', strength })} />
        </>
      )}
      {change?.type === 'changed' && (
        <span className="steer-last truncate">
          step {change.step}: {changeWords(change)}
        </span>
      )}
    </section>
  );
}

function StrengthField({ present, onSet }: { present: number; onSet(strength: number): void }): ReactNode {
  const [draft, setDraft] = useState<string | null>(null);
  const parsed = parseNumber(draft ?? '', numberRules.strength);
  const keep = (): void => {
    if (draft !== null && parsed.ok && parsed.value !== present) onSet(parsed.value);
    setDraft(null);
  };
  return (
    <Hint text="How much more the marked pixels count from the next step on. Enter sets it.">
      <input
        className="field steer-field"
        inputMode="decimal"
        aria-label="Strength of the run in progress"
        aria-invalid={draft !== null && !parsed.ok}
        value={draft ?? String(Number(present.toPrecision(3)))}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          if (event.key === 'Escape') setDraft(null);
        }}
      />
    </Hint>
  );
}

/** `0.0014`, `2.1e-6` */
function rateWords(rate: number): string {
  return rate >= 1e-4 ? String(Number(rate.toPrecision(2))) : rate.toExponential(1);
}
