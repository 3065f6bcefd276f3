import type { Command } from '../app/commands';
import {
  changeOpacity,
  paneIndices,
  setCheckpoint,
  setPaneCount,
  showIn,
  showNextProbability,
  useInspect,
} from './inspect-state';
import { plainKinds, viewNames } from './pane-views';
import { doubtBlocked, mendDoubt, sayLabelIsRight, stepDoubt, stepDoubtBlocked } from './region-acts';
import { scoreBlocked, scoreSet, stepBlocked, stepInSet, stopScoring } from './score-set';
import { findDoubts, findPaintNext, isSearching, searchBlocked, stopSearch } from './search-state';

const onInspect = { group: 'Inspect', screens: ['inspect'] } as const;
/** Steps of the opacity by key. */
const OPACITY_STEP = 0.1;

export const inspectCommands: readonly Command[] = [
  {
    ...onInspect,
    id: 'inspect.nextWorst',
    name: 'Next image of the set, from the worst on',
    keys: 'n',
    blocked: stepBlocked,
    run: () => stepInSet(1),
  },
  {
    ...onInspect,
    id: 'inspect.previousWorst',
    name: 'Previous image of the set, towards the worst',
    keys: 'Shift+N',
    blocked: stepBlocked,
    run: () => stepInSet(-1),
  },
  { ...onInspect, id: 'inspect.score', name: 'Score the set', blocked: scoreBlocked, run: scoreSet },
  {
    ...onInspect,
    id: 'inspect.stopScoring',
    name: 'Stop scoring',
    blocked: () => (useInspect.getState().set.status === 'scoring' ? null : 'Nothing is being scored.'),
    run: stopScoring,
  },
  {
    ...onInspect,
    id: 'inspect.moreOpaque',
    name: 'Show more of labels and prediction',
    keys: 'o',
    run: () => changeOpacity(OPACITY_STEP),
  },
  {
    ...onInspect,
    id: 'inspect.lessOpaque',
    name: 'Show more of the image',
    keys: 'Shift+O',
    run: () => changeOpacity(-OPACITY_STEP),
  },
  { ...onInspect, id: 'inspect.best', name: 'Look at the best checkpoint', run: () => setCheckpoint('best') },
  { ...onInspect, id: 'inspect.last', name: 'Look at the last checkpoint', run: () => setCheckpoint('last') },
  {
    ...onInspect,
    id: 'inspect.findDoubts',
    name: 'Look for labels that may be wrong',
    blocked: searchBlocked,
    run: findDoubts,
  },
  {
    ...onInspect,
    id: 'inspect.nextDoubt',
    name: 'Next label that may be wrong',
    keys: 'j',
    blocked: stepDoubtBlocked,
    run: () => stepDoubt(1),
  },
  {
    ...onInspect,
    id: 'inspect.previousDoubt',
    name: 'Previous label that may be wrong',
    keys: 'Shift+J',
    blocked: stepDoubtBlocked,
    run: () => stepDoubt(-1),
  },
  {
    ...onInspect,
    id: 'inspect.mend',
    name: 'Mend the doubted label in Paint',
    keys: 'm',
    blocked: doubtBlocked,
    run: mendDoubt,
  },
  {
    ...onInspect,
    id: 'inspect.labelIsRight',
    name: 'The doubted label is right',
    keys: 'l',
    blocked: doubtBlocked,
    run: sayLabelIsRight,
  },
  {
    ...onInspect,
    id: 'inspect.findPaintNext',
    name: 'Find which image to paint next',
    blocked: searchBlocked,
    run: findPaintNext,
  },
  {
    ...onInspect,
    id: 'inspect.stopSearch',
    name: 'Stop looking through the images',
    blocked: () => (isSearching() ? null : 'Nothing is looked for.'),
    run: stopSearch,
  },
  ...([2, 3, 4] as const).map(
    (count): Command => ({
      ...onInspect,
      id: `inspect.panes${count}`,
      name: `Show ${['two', 'three', 'four'][count - 2]} panes`,
      run: () => setPaneCount(count),
    }),
  ),
  ...paneIndices.flatMap((index): Command[] => {
    const pane = `${['First', 'Second', 'Third', 'Fourth'][index]} pane`;
    const blocked = (): string | null =>
      index < useInspect.getState().paneCount ? null : `There is no ${pane.toLowerCase()} just now.`;
    return [
      ...plainKinds.map((kind) => ({
        ...onInspect,
        id: `inspect.pane${index + 1}.${kind}`,
        name: `${pane}: ${viewNames[kind].toLowerCase()}`,
        blocked,
        run: () => showIn(index, { kind }),
      })),
      {
        ...onInspect,
        id: `inspect.pane${index + 1}.probability`,
        name: `${pane}: probability of the next class`,
        blocked,
        run: () => showNextProbability(index),
      },
    ];
  }),
];
