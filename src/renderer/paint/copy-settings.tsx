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
  {
    value: 'shape',
    words: 'In a shape',
    hint: 'Only what lies inside of a shape that you draw; with Shift a rectangle.',
  },
] as const;

/** Where labels are copied from, and which of them. */
export function CopySettings(): ReactNode {
  const { copyFrom, copyScope } = useToolSettings();
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
        value={copyScope}
        choices={parts}
        onChange={(copyScope) => setToolSettings({ copyScope })}
      />
      {isOpen && <OpenActs words="Keep" />}
      <span className="paint-bar-hint paint-bar-extra">
        {words ||
          (copyScope === 'shape'
            ? 'Draw around what is to be copied.'
            : 'Click the image to see what would be copied.')}
      </span>
    </>
  );
}
