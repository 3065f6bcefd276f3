import type { Command } from '../app/commands';
import { changeOpacity, type PaneIndex, setCheckpoint, showIn, showNextProbability, useInspect } from './inspect-state';
import { plainKinds, viewNames } from './pane-views';
import { scoreBlocked, scoreSet, stepBlocked, stepInSet, stopScoring } from './score-set';

const onInspect = { group: 'Inspect', screens: ['inspect'] } as const;
/** Steps of the opacity by key. */
const OPACITY_STEP = 0.1;

const sides: readonly { index: PaneIndex; id: string; name: string }[] = [
  { index: 0, id: 'left', name: 'Left pane' },
  { index: 1, id: 'right', name: 'Right pane' },
];

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
  ...sides.flatMap(({ index, id, name }): Command[] => [
    ...plainKinds.map((kind) => ({
      ...onInspect,
      id: `inspect.${id}.${kind}`,
      name: `${name}: ${viewNames[kind].toLowerCase()}`,
      run: () => showIn(index, { kind }),
    })),
    {
      ...onInspect,
      id: `inspect.${id}.probability`,
      name: `${name}: probability of the next class`,
      run: () => showNextProbability(index),
    },
  ]),
];
