import type { ReactNode } from 'react';
import { Section } from '../components/section';
import { Segmented } from '../components/segmented';
import { NetworkChoice } from '../train/network-choice';
import { lossWords, networkWords } from '../train/run-words';
import { useTrainedRun } from '../train/trained-runs';
import { type PaneCount, setCheckpoint, setPaneCount, useInspect } from './inspect-state';

const paneCounts = { 2: '2', 3: '3', 4: '4' } as const satisfies Record<PaneCount, string>;
const countOf = { '2': 2, '3': 3, '4': 4 } as const satisfies Record<string, PaneCount>;

/** Which network is looked at, and in how many panes. */
export function RunSection(): ReactNode {
  const run = useTrainedRun();
  const paneCount = useInspect((state) => state.paneCount);
  const checkpoint = useInspect((state) => state.checkpoint);
  const step = useInspect(({ image }) => (image !== null && image.run === run?.id ? image.facts.step : null));
  if (run === null) return null;
  return (
    <Section title="Run">
      <NetworkChoice run={run} checkpoint={checkpoint} onCheckpoint={setCheckpoint} />
      <div className="choice-row">
        <span className="row-label">Panes</span>
        <Segmented
          label="Panes"
          value={paneCounts[paneCount]}
          choices={[
            { value: '2', words: '2', hint: 'Two panes side by side.' },
            { value: '3', words: '3', hint: 'One large pane and two small ones.' },
            { value: '4', words: '4', hint: 'Four panes.' },
          ]}
          onChange={(chosen) => setPaneCount(countOf[chosen])}
        />
      </div>
      <p className="inspect-words">
        {networkWords(run.config.network)}, {lossWords(run.config.loss)}
        {step === null ? '' : `; after step ${step}${run.totalSteps === null ? '' : ` of ${run.totalSteps}`}`}
      </p>
    </Section>
  );
}
