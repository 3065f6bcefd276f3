import { regionActs } from '../../shared/contract/paint-choices';
import type { ClassId } from '../../shared/ids';
import { goTo, readOnlyReason, useApp } from '../app/app-state';
import type { Command } from '../app/commands';
import { placeClass, removeClass } from './class-acts';
import { editClass } from './class-panel-state';
import { useClasses } from './classes-state';
import { currentDocument } from './document/open-documents';
import {
  classInHand,
  setClassInHand,
  setShape,
  setTool,
  toggleHidden,
  toggleLocked,
  usePaint,
} from './document/paint-state';
import { percentOf, setImportancePercent, setPlane, usePlane } from './document/plane-state';
import { redo, undo } from './history-acts';
import { toolEntries } from './paint-tools';
import { regionActEntries } from './region-act-entries';
import { giveKey, isToolOpen } from './tool-now';
import { setToolSettings, stepInHand, useToolSettings } from './tool-settings';

const paint = { group: 'Paint', screens: ['paint'] } as const;
const classes = { group: 'Classes', screens: ['paint'] } as const;
/** Steps of the size with Shift held. */
const LARGE_STEPS = 5;

const noClass = (): string | null => (classInHand() === null ? 'The project has no class.' : null);
const nothingTo = (what: 'undo' | 'redo'): string | null => {
  const state = currentDocument()?.state;
  if (what === 'undo' && isToolOpen()) return null;
  if (state !== undefined && state.lockedReason !== null) return state.lockedReason;
  if (state?.saving.status === 'failed') return `The last strokes are not saved: save them again before you ${what}.`;
  return (what === 'undo' ? state?.canUndo : state?.canRedo) ? null : `There is nothing to ${what} on this image.`;
};

/** What is open on the image is newer than every stroke. */
function undoOrTakeBack(): unknown {
  return (isToolOpen() && giveKey({ act: 'takeBack' })) || undo();
}

/** Moves the class in hand by places in the list. */
async function moveInHand(by: 1 | -1): Promise<void> {
  const inHand = classInHand();
  const place = useClasses.getState().classes.findIndex(({ id }) => id === inHand?.id);
  if (inHand !== null) await placeClass(inHand.id, place + by);
}

const isImportanceInHand = (): boolean => usePlane.getState().plane === 'importance';

/** From Weights as well, where its map is looked at. */
function toggleImportance(): void {
  if (useApp.getState().screen === 'paint') setPlane(isImportanceInHand() ? 'labels' : 'importance');
  else {
    goTo('paint');
    setPlane('importance');
  }
}

function stepImportance(percent: number): void {
  setImportancePercent(percentOf(usePlane.getState().importance) + percent);
}

export const paintCommands: readonly Command[] = [
  ...toolEntries.map(
    ({ tool, name, keys }): Command => ({ ...paint, id: `paint.${tool}`, name, keys, run: () => setTool(tool) }),
  ),
  {
    ...paint,
    id: 'paint.smaller',
    name: 'Smaller brush, or less',
    keys: '[',
    run: () => stepInHand(-1),
  },
  {
    ...paint,
    id: 'paint.larger',
    name: 'Larger brush, or more',
    keys: ']',
    run: () => stepInHand(1),
  },
  {
    ...paint,
    id: 'paint.muchSmaller',
    name: 'Much smaller brush',
    keys: 'Shift+{',
    run: () => stepInHand(-LARGE_STEPS),
  },
  { ...paint, id: 'paint.muchLarger', name: 'Much larger brush', keys: 'Shift+}', run: () => stepInHand(LARGE_STEPS) },
  {
    id: 'paint.importance',
    name: 'Paint importance, or classes',
    group: 'Paint',
    keys: 'k',
    screens: ['paint', 'weights'],
    run: toggleImportance,
  },
  {
    ...paint,
    id: 'paint.moreImportance',
    name: 'Paint more importance',
    keys: 'Shift+)',
    isOffered: isImportanceInHand,
    run: () => stepImportance(10),
  },
  {
    ...paint,
    id: 'paint.lessImportance',
    name: 'Paint less importance',
    keys: 'Shift+(',
    isOffered: isImportanceInHand,
    run: () => stepImportance(-10),
  },
  {
    ...paint,
    id: 'paint.shape',
    name: 'Round or square brush',
    run: () => setShape(usePaint.getState().shape === 'round' ? 'square' : 'round'),
  },
  {
    ...paint,
    id: 'paint.overAll',
    name: 'Paint over all',
    run: () => setToolSettings({ over: 'everything' }),
  },
  {
    ...paint,
    id: 'paint.overUnpainted',
    name: 'Paint only what is unpainted',
    run: () => setToolSettings({ over: 'unpainted' }),
  },
  {
    ...paint,
    id: 'paint.overClass',
    name: 'Paint only over the class in hand',
    blocked: noClass,
    run: () => withInHand((overClass) => setToolSettings({ over: 'class', overClass })),
  },
  {
    ...paint,
    id: 'paint.addOrTake',
    name: 'Shapes add or take away',
    run: () => setToolSettings({ isSubtracting: !useToolSettings.getState().isSubtracting }),
  },
  {
    ...paint,
    id: 'paint.adjust',
    name: 'Adjust shapes first, or paint them at once',
    run: () => setToolSettings({ isAdjusting: !useToolSettings.getState().isAdjusting }),
  },
  ...regionActs.map(
    (act): Command => ({
      ...paint,
      id: `paint.region.${act}`,
      name: `Regions: ${regionActEntries[act].name.toLowerCase()}`,
      run: () => {
        setToolSettings({ regionAct: act });
        setTool('region');
      },
    }),
  ),
  { ...paint, id: 'paint.undo', name: 'Undo', keys: '$mod+z', blocked: () => nothingTo('undo'), run: undoOrTakeBack },
  {
    ...paint,
    id: 'paint.redo',
    name: 'Redo',
    keys: '$mod+Shift+z',
    alsoKeys: '$mod+y',
    blocked: () => nothingTo('redo'),
    run: redo,
  },
  {
    ...paint,
    id: 'paint.retry',
    name: 'Save again what could not be saved',
    blocked: () => (currentDocument()?.state.saving.status === 'failed' ? null : 'Nothing is waiting to be saved.'),
    run: () => currentDocument()?.retry(),
  },
  ...Array.from({ length: 9 }, (_, index): Command => {
    const number = index + 1;
    return {
      ...classes,
      id: `classes.take${number}`,
      name: `Class ${number}`,
      keys: String(number),
      blocked: () => (useClasses.getState().classes[index] === undefined ? `There is no class ${number}.` : null),
      run: () => {
        const entry = useClasses.getState().classes[index];
        if (entry !== undefined) setClassInHand(entry.id);
      },
    };
  }),
  { ...classes, id: 'classes.add', name: 'Add a class', blocked: readOnlyReason, run: () => editClass('new') },
  {
    ...classes,
    id: 'classes.rename',
    name: 'Rename the class in hand',
    keys: 'F2',
    blocked: () => readOnlyReason() ?? noClass(),
    run: () => withInHand(editClass),
  },
  {
    ...classes,
    id: 'classes.moveUp',
    name: 'Move the class in hand up',
    keys: 'Alt+ArrowUp',
    blocked: () => readOnlyReason() ?? noClass(),
    run: () => moveInHand(-1),
  },
  {
    ...classes,
    id: 'classes.moveDown',
    name: 'Move the class in hand down',
    keys: 'Alt+ArrowDown',
    blocked: () => readOnlyReason() ?? noClass(),
    run: () => moveInHand(1),
  },
  {
    ...classes,
    id: 'classes.hide',
    name: 'Hide or show the class in hand',
    blocked: noClass,
    run: () => withInHand(toggleHidden),
  },
  {
    ...classes,
    id: 'classes.lock',
    name: 'Lock or unlock the class in hand',
    blocked: noClass,
    run: () => withInHand(toggleLocked),
  },
  {
    ...classes,
    id: 'classes.remove',
    name: 'Remove the class in hand and its pixels',
    blocked: () => readOnlyReason() ?? noClass(),
    run: () => withInHand(removeClass),
  },
];

function withInHand<Result>(work: (id: ClassId) => Result): Result | undefined {
  const inHand = classInHand();
  return inHand === null ? undefined : work(inHand.id);
}
