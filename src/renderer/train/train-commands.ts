import type { ActiveRun } from '../../shared/contract/runs';
import { presetNames } from '../../shared/training/run-presets';
import type { RunAct } from '../../shared/training/run-rules';
import { goTo, openProject, readOnlyReason } from '../app/app-state';
import type { Command } from '../app/commands';
import {
  askToRemove,
  exportRun,
  inspectRun,
  queueBlocked,
  queueRun,
  removeBlocked,
  repeatBlocked,
  repeatRun,
  resumeBlocked,
  resumeRun,
  starRun,
  startBlocked,
  startRun,
  steerRun,
  stopActive,
  untrained,
} from './run-acts';
import { choosePreset } from './run-form-state';
import { currentRun, useRuns } from './runs-state';

const onTrain = { group: 'Train', screens: ['train'] } as const;

export const trainCommands: readonly Command[] = [
  { ...onTrain, id: 'train.start', name: 'Start the run', keys: '$mod+Enter', blocked: startBlocked, run: startRun },
  {
    ...onTrain,
    id: 'train.queue',
    name: 'Queue the run',
    keys: '$mod+Shift+Enter',
    blocked: queueBlocked,
    run: queueRun,
  },
  {
    ...onTrain,
    id: 'train.halveRate',
    name: 'Halve the learning rate of the run in progress',
    blocked: notSteered,
    run: () => steerInProgress({ kind: 'rate', times: 0.5 }),
  },
  {
    ...onTrain,
    id: 'train.doubleRate',
    name: 'Double the learning rate of the run in progress',
    blocked: notSteered,
    run: () => steerInProgress({ kind: 'rate', times: 2 }),
  },
  {
    ...onTrain,
    id: 'train.repeat',
    name: 'Repeat the chosen run',
    blocked: () => repeatBlocked(currentRun()),
    run: () => withRun((row) => repeatRun(row.id)),
  },
  {
    ...onTrain,
    id: 'train.star',
    name: 'Star the chosen run, or take its star',
    blocked: () => (currentRun() === null ? 'No run is chosen.' : readOnlyReason()),
    run: () => withRun((row) => starRun(row.id, !row.isStarred)),
  },
  {
    id: 'train.stop',
    name: 'Stop the run in progress',
    group: 'Train',
    blocked: () => (useRuns.getState().active.length === 0 ? 'No run is in progress.' : null),
    run: stopInProgress,
  },
  ...presetNames.map(
    (preset): Command => ({
      ...onTrain,
      id: `train.${preset}`,
      name: `Next run: ${preset}`,
      run: () => choosePreset(preset),
    }),
  ),
  {
    ...onTrain,
    id: 'train.resume',
    name: 'Resume the chosen run',
    blocked: () => resumeBlocked(currentRun()),
    run: () => withRun((row) => resumeRun(row.id)),
  },
  {
    ...onTrain,
    id: 'train.inspect',
    name: 'Inspect the chosen run',
    blocked: () => untrained(currentRun()),
    run: () => withRun((row) => inspectRun(row.id)),
  },
  {
    ...onTrain,
    id: 'train.export',
    name: 'Export the chosen run',
    blocked: () => untrained(currentRun()),
    run: () => withRun((row) => exportRun(row.id)),
  },
  {
    ...onTrain,
    id: 'train.delete',
    name: 'Delete the chosen run',
    keys: 'Delete',
    blocked: () => removeBlocked(currentRun()),
    run: () => askToRemove(currentRun()),
  },
  { group: 'Train', id: 'train.weights', name: 'Change the weighting', screens: ['train'], run: () => goTo('weights') },
];

function activeHere(): ActiveRun | undefined {
  const folder = openProject()?.folder;
  return useRuns.getState().active.find(({ projectFolder }) => projectFolder === folder);
}

function notSteered(): string | null {
  return activeHere() === undefined ? 'No run of this project is in progress.' : null;
}

async function steerInProgress(what: RunAct): Promise<void> {
  const active = activeHere();
  if (active !== undefined) await steerRun(active.run, what);
}

/** The one of this project before that of another. */
async function stopInProgress(): Promise<void> {
  const { active } = useRuns.getState();
  const folder = openProject()?.folder;
  const run = active.find(({ projectFolder }) => projectFolder === folder) ?? active[0];
  if (run !== undefined) await stopActive(run);
}

function withRun(work: (row: NonNullable<ReturnType<typeof currentRun>>) => unknown): unknown {
  const row = currentRun();
  return row === null ? undefined : work(row);
}
