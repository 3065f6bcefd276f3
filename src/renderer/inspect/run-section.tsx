import type { ReactNode } from 'react';
import { Section } from '../components/section';
import { NetworkChoice } from '../train/network-choice';
import { lossWords, networkWords } from '../train/run-words';
import { useTrainedRun } from '../train/trained-runs';
import { setCheckpoint, useInspect } from './inspect-state';

/** Which network is looked at. */
export function RunSection(): ReactNode {
  const run = useTrainedRun();
  const checkpoint = useInspect((state) => state.checkpoint);
  const step = useInspect(({ image }) => (image !== null && image.run === run?.id ? image.facts.step : null));
  if (run === null) return null;
  return (
    <Section title="Run">
      <NetworkChoice run={run} checkpoint={checkpoint} onCheckpoint={setCheckpoint} />
      <p className="inspect-words">
        {networkWords(run.config.network)}, {lossWords(run.config.loss)}
        {step === null ? '' : `; after step ${step}${run.totalSteps === null ? '' : ` of ${run.totalSteps}`}`}
      </p>
    </Section>
  );
}
