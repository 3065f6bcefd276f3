import type { Command } from '../app/commands';
import {
  askToRemoveComparison,
  compareBlocked,
  openReport,
  removeComparisonBlocked,
  reportBlocked,
  resumeComparison,
  resumeComparisonBlocked,
  startComparison,
  stopComparison,
} from './compare-acts';
import { showTrainView, useComparisons } from './comparisons-state';

const onTrain = { group: 'Train', screens: ['train'] } as const;

export const compareCommands: readonly Command[] = [
  { ...onTrain, id: 'compare.runs', name: 'Show runs', keys: 'r', run: () => showTrainView('runs') },
  { ...onTrain, id: 'compare.show', name: 'Show comparisons', keys: 'c', run: () => showTrainView('compare') },
  { ...onTrain, id: 'compare.start', name: 'Start the comparison', blocked: compareBlocked, run: startComparison },
  {
    id: 'compare.stop',
    name: 'Stop the comparison in progress',
    group: 'Train',
    blocked: () => (useComparisons.getState().active === null ? 'No comparison is in progress.' : null),
    run: stopComparison,
  },
  {
    ...onTrain,
    id: 'compare.resume',
    name: 'Go on with the comparison',
    blocked: resumeComparisonBlocked,
    run: resumeComparison,
  },
  {
    ...onTrain,
    id: 'compare.report',
    name: 'Open the report of the comparison',
    blocked: reportBlocked,
    run: openReport,
  },
  {
    ...onTrain,
    id: 'compare.delete',
    name: 'Delete the comparison',
    blocked: removeComparisonBlocked,
    run: askToRemoveComparison,
  },
];
