import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findCheckpoint } from '../../../../src/engine/training/checkpoint';
import { readChanges } from '../../../../src/engine/training/steering';
import type { RunEvent } from '../../../../src/shared/training/run-events';
import type { RunAct, RunChange } from '../../../../src/shared/training/run-rules';
import { repeatingConfig } from '../../../../src/shared/training/steering';
import { lastValues, type MadeRun, newRun, removeRuns, smallConfig, thinLines } from './made-run';

const pictures = [1, 2, 3].map((seed) => thinLines(seed));
const config = smallConfig(
  {
    length: { unit: 'steps', count: 60 },
    schedule: 'onecycle',
    rules: [{ when: { kind: 'epoch', epoch: 1 }, what: { kind: 'strength', strength: 1 } }],
  },
  'edge',
);

afterEach(removeRuns);

/** Asks for a change when the loop asks for the so-manieth time: before that step of a run that begins at its first. */
function askAt(asked: Record<number, RunAct>): { take(): RunAct[] } {
  let step = 0;
  return {
    take: () => {
      const act = asked[step++];
      return act === undefined ? [] : [act];
    },
  };
}

const asked: Record<number, RunAct> = {
  11: { kind: 'rate', times: 0.3 },
  54: { kind: 'strength', strength: 9 },
};

function changesOf(events: readonly RunEvent[]): [number, string][] {
  return events.flatMap((event) => (event.type === 'changed' ? [[event.step, event.what.kind]] : []));
}

/** Leaves a run as a kill would: with its record, and the checkpoint of an earlier step. */
async function stopAfter(run: MadeRun, step: number, hand: { take(): RunAct[] }): Promise<void> {
  const stop = new AbortController();
  await run.train({
    hand,
    signal: stop.signal,
    onEvent: (event) => {
      if (event.type === 'saved' && event.step >= step) stop.abort();
    },
  });
}

describe('a run that was changed by hand and by a rule', () => {
  it('tells each change with its step, and trains otherwise than one that was left alone', async () => {
    const run = await newRun(pictures, config);
    const { events } = await run.train({ hand: askAt(asked) });
    expect(changesOf(events)).toEqual([
      [11, 'rate'],
      [50, 'strength'],
      [54, 'strength'],
    ]);
    const alone = await newRun(pictures, config);
    await alone.train();
    expect(await lastValues(run)).not.toEqual(await lastValues(alone));
  });

  it('is repeated bit for bit by a run with its changes as rules', async () => {
    const run = await newRun(pictures, config);
    const first = await run.train({ hand: askAt(asked) });
    const changes = await readChanges(run.runFolder);
    const again = await newRun(pictures, repeatingConfig(config, changes, first.finished.step));
    const { finished } = await again.train();
    expect(await lastValues(again)).toEqual(await lastValues(run));
    expect(finished.trainingLoss).toBe(first.finished.trainingLoss);
    expect(finished.scores).toEqual(first.finished.scores);
  });

  it('goes on bit for bit from a checkpoint before some of its changes', async () => {
    const whole = await newRun(pictures, config);
    await whole.train({ hand: askAt(asked) });
    const cut = await newRun(pictures, config);
    await stopAfter(cut, 50, askAt(asked));
    // What it recorded after the checkpoint, had it been killed later.
    const recorded = await readFile(join(whole.runFolder, 'changes.json'));
    await writeFile(join(cut.runFolder, 'changes.json'), recorded);
    const { finished, events } = await cut.train({ resume: true });
    expect(finished).toMatchObject({ status: 'finished', step: 60 });
    expect(changesOf(events)).toEqual([
      [50, 'strength'],
      [54, 'strength'],
    ]);
    expect(await lastValues(cut)).toEqual(await lastValues(whole));
    expect((await findCheckpoint(cut.runFolder, 'last'))?.state.changes).toHaveLength(3);
  });

  it('repeats what a rule of the clock did, whatever the time is when it goes on', async () => {
    const atSix = smallConfig({
      length: { unit: 'steps', count: 60 },
      rules: [{ when: { kind: 'time', time: '18:00' }, what: { kind: 'rate', times: 0.5 } }],
    });
    const run = await newRun(pictures, atSix);
    const start = new Date('2026-03-02T17:59').getTime();
    let calls = 0;
    // Begins a minute before six; it is six when the sixth step has been asked for.
    await run.train({ clock: () => start + (calls++ < 6 ? 0 : 120_000) });
    const changes: RunChange[] = await readChanges(run.runFolder);
    expect(changes).toMatchObject([{ step: 5, rule: 0 }]);
    await rm(join(run.runFolder, 'last.ckpt'));
    await rm(join(run.runFolder, 'best.ckpt'));
    const { events } = await run.train({ resume: true, clock: () => start + 1000 * 60 * 60 * 24 });
    expect(changesOf(events)).toEqual([[5, 'rate']]);
  });
});
