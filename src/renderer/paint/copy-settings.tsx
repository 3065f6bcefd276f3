import type { ReactNode } from 'react';
import { Segmented } from '../components/segmented';
import { runChoiceWords } from '../train/run-words';
import { useTrainedRun } from '../train/trained-runs';
import { OpenActs } from './shape-settings';
import { useToolNow } from './tool-now';
import { setToolSettings, useToolSettings } from './tool-settings';

const parts = [
  { value: 'all', words: 'All', hint: 'Everything that is painted there.' },
  { value: 'region', words: 'Region', hint: 'Only the connected region that is clicked.' },
] as const;

/** Where labels are copied from, and which of them. */
export function CopySettings(): ReactNode {
  const { copyFrom, copiesWhole } = useToolSettings();
  const { isOpen, words } = useToolNow();
  const run = useTrainedRun();
  const prediction = run === null ? 'No run has been trained yet.' : `Of run ${runChoiceWords(run)}.`;
  return (
    <>
      <Segmented
        label="Copied from"
        value={copyFrom}
        choices={[
          { value: 'before', words: 'Image before', hint: 'The labels of the image before this one in the list.' },
          { value: 'prediction', words: 'Prediction', hint: prediction, disabled: run === null },
        ]}
        onChange={(copyFrom) => setToolSettings({ copyFrom })}
      />
      <Segmented
        label="What is copied"
        value={copiesWhole ? 'all' : 'region'}
        choices={parts}
        onChange={(part) => setToolSettings({ copiesWhole: part === 'all' })}
      />
      {isOpen && <OpenActs words="Keep" />}
      <span className="paint-bar-hint paint-bar-extra">{words || 'Click the image to see what would be copied.'}</span>
    </>
  );
}
