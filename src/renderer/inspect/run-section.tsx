import type { ReactNode } from 'react';
import { setRun } from '../app/workspace';
import { ChoiceRow } from '../components/choice-row';
import { Section } from '../components/section';
import { Segmented } from '../components/segmented';
import { lossWords, networkWords } from '../train/run-words';
import { useRuns } from '../train/runs-state';
import { setCheckpoint, useInspect } from './inspect-state';
import { runChoiceWords } from './inspect-words';
import { useInspectedRun } from './inspected-run';

/** Which network is looked at. */
export function RunSection(): ReactNode {
  const rows = useRuns((state) => state.rows);
  const run = useInspectedRun();
  const checkpoint = useInspect((state) => state.checkpoint);
  const step = useInspect(({ image }) => (image !== null && image.run === run?.id ? image.facts.step : null));
  if (run === null || rows === null) return null;
  const choices = rows
    .filter(({ isTrained }) => isTrained)
    .map((row) => ({ value: row.id, words: runChoiceWords(row) }));
  return (
    <Section title="Run">
      <ChoiceRow label="Run" value={run.id} choices={choices} onChange={(id) => setRun(id)} />
      <div className="choice-row">
        <span className="row-label">Checkpoint</span>
        <Segmented
          label="Checkpoint"
          value={checkpoint}
          choices={[
            { value: 'best', words: 'Best', hint: 'The step with the highest mean IoU on the validation images' },
            { value: 'last', words: 'Last', hint: 'The last step that was saved' },
          ]}
          onChange={setCheckpoint}
        />
      </div>
      <p className="inspect-words">
        {networkWords(run.config.network)}, {lossWords(run.config.loss)}
        {step === null ? '' : `; after step ${step}${run.totalSteps === null ? '' : ` of ${run.totalSteps}`}`}
      </p>
    </Section>
  );
}
