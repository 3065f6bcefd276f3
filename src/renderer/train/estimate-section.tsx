import type { ReactNode } from 'react';
import { sightSentences } from '../../shared/training/network-words';
import type { RunConfig } from '../../shared/training/run-config';
import { bytes, count } from '../app/words';
import { Button } from '../components/button';
import { Section } from '../components/section';
import { FormNote, StepButton } from './missing-notes';
import { fittings, stepFor } from './remedies';
import { changeConfig, useIsBaseline } from './run-form-state';
import { parameterWords, spanWords } from './run-words';
import { useRuns } from './runs-state';

/** Codes of problems that a smaller batch or patch mends. */
const tooLarge = new Set(['training-too-large', 'training-out-of-memory', 'training-memory-short']);

/** What the next run will take, before it is started. */
export function EstimateSection({ config }: { config: RunConfig }): ReactNode {
  const estimate = useRuns((state) => state.estimate);
  const problem = useRuns((state) => state.estimateProblem);
  const facts = useRuns((state) => state.facts);
  const isBaseline = useIsBaseline();
  if (problem !== null) {
    return (
      <Section title="Estimate">
        <FormNote problem={problem} />
      </Section>
    );
  }
  if (estimate === null || facts === null) {
    return (
      <Section title="Estimate">
        <p className="run-quiet">Being worked out…</p>
      </Section>
    );
  }
  // Who chose the baseline need not be told, and what is missing is said above.
  const known = new Set([...facts.missing.map(({ code }) => code), ...(isBaseline ? ['run-unweighted'] : [])]);
  const shown = estimate.problems.filter(({ code }) => !known.has(code));
  const { secondsTotal, memoryBytes, availableBytes, parameters, receptiveFieldPx, totalSteps, stepsPerEpoch } =
    estimate;
  return (
    <Section title="Estimate">
      <dl className="facts">
        <dt>time</dt>
        <dd>{secondsTotal === null ? 'known after the first steps' : `about ${spanWords(secondsTotal)}`}</dd>
        <dt>memory</dt>
        <dd>
          {bytes(memoryBytes)} of {bytes(availableBytes)}
        </dd>
        <dt>parameters</dt>
        <dd>{parameterWords(parameters)}</dd>
        <dt>steps</dt>
        <dd>
          {count(totalSteps)}, {count(stepsPerEpoch)} an epoch
        </dd>
        <dt>images</dt>
        <dd>
          {count(facts.training)} train, {count(facts.validation)} validate
        </dd>
      </dl>
      <p className="run-sentence">
        {sightSentences({
          network: config.network,
          receptiveFieldPx,
          patchPx: config.patch,
          objectPx: facts.objectPx ?? undefined,
        }).join(' ')}
      </p>
      {shown.map((one) => {
        const step = stepFor(one.code);
        return (
          <FormNote key={one.message} problem={one}>
            {tooLarge.has(one.code) &&
              fittings(estimate, config).map(({ words, change }) => (
                <Button key={words} onClick={() => changeConfig(change)}>
                  {words}
                </Button>
              ))}
            {step !== null && <StepButton step={step} />}
          </FormNote>
        );
      })}
    </Section>
  );
}
