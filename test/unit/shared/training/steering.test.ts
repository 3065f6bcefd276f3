import { describe, expect, it } from 'vitest';
import { changeWords, ruleWords } from '../../../../src/shared/training/rule-words';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import type { RuleMoment, RunAct, RunChange } from '../../../../src/shared/training/run-rules';
import {
  dueChanges,
  noLossYet,
  type RunMoment,
  repeatingConfig,
  rulesOf,
  steered,
  watchLoss,
} from '../../../../src/shared/training/steering';

const quiet: RunMoment = {
  step: 100,
  stepsPerEpoch: 50,
  validations: 2,
  validationsWithoutGain: 0,
  loss: { steps: 100, recent: 0.5, lowest: 0.5 },
  sinceMs: at('2026-03-02T10:00'),
  nowMs: at('2026-03-02T10:30'),
};
const halve: RunAct = { kind: 'rate', times: 0.5 };
const stop: RunAct = { kind: 'stop' };
const toFour: RunAct = { kind: 'strength', strength: 4 };

/** Of the computer's own zone. */
function at(local: string): number {
  return new Date(local).getTime();
}

function acts(when: RuleMoment, changes: Partial<RunMoment>, what: RunAct = halve, before: RunChange[] = []): boolean {
  return dueChanges([{ when, what }], { ...quiet, ...changes }, before).length > 0;
}

function change(over: Partial<RunChange>): RunChange {
  return { step: 100, validations: 2, rule: 0, when: null, what: halve, ...over };
}

describe('a rule of a run', () => {
  const table: { name: string; when: RuleMoment; met: Partial<RunMoment>; unmet: Partial<RunMoment> }[] = [
    {
      name: 'no progress',
      when: { kind: 'no-progress', validations: 3 },
      met: { validationsWithoutGain: 3, validations: 5 },
      unmet: { validationsWithoutGain: 2, validations: 5 },
    },
    { name: 'an epoch', when: { kind: 'epoch', epoch: 3 }, met: { step: 150 }, unmet: { step: 149 } },
    { name: 'a step', when: { kind: 'step', step: 120 }, met: { step: 120 }, unmet: { step: 119 } },
    {
      name: 'a time of day',
      when: { kind: 'time', time: '18:00' },
      met: { nowMs: at('2026-03-02T18:00') + 1 },
      unmet: { nowMs: at('2026-03-02T17:59') },
    },
    {
      name: 'a bad loss',
      when: { kind: 'loss', times: 3 },
      met: { loss: { steps: 100, recent: 1.6, lowest: 0.5 } },
      unmet: { loss: { steps: 100, recent: 1.4, lowest: 0.5 } },
    },
  ];
  it.each(table)('acts at $name and not before', ({ when, met, unmet }) => {
    expect([acts(when, unmet), acts(when, met)]).toEqual([false, true]);
  });

  it('of a time of day that passed before the run began waits for the next day', () => {
    const when: RuleMoment = { kind: 'time', time: '09:00' };
    expect(acts(when, {}, stop)).toBe(false);
    expect(acts(when, { nowMs: at('2026-03-03T09:01') }, stop)).toBe(true);
  });

  it('lowers the rate again after as many further validations without progress', () => {
    const when: RuleMoment = { kind: 'no-progress', validations: 2 };
    const before = [change({ validations: 4, when })];
    expect(acts(when, { validationsWithoutGain: 3, validations: 5 }, halve, before)).toBe(false);
    expect(acts(when, { validationsWithoutGain: 4, validations: 6 }, halve, before)).toBe(true);
  });

  it('of an epoch, a step, or that sets the strength acts once', () => {
    const before = [change({})];
    expect(acts({ kind: 'epoch', epoch: 1 }, {}, halve, before)).toBe(false);
    expect(acts({ kind: 'step', step: 1 }, {}, stop, before)).toBe(false);
    expect(acts({ kind: 'no-progress', validations: 1 }, { validationsWithoutGain: 9 }, toFour, before)).toBe(false);
  });

  it('does not judge a loss by its first steps', () => {
    expect(acts({ kind: 'loss', times: 2 }, { loss: { steps: 20, recent: 9, lowest: 1 } })).toBe(false);
  });

  it('says what it does', () => {
    expect(ruleWords({ when: { kind: 'no-progress', validations: 1 }, what: halve })).toBe(
      'No better mean IoU in 1 validation: rate × 0.5',
    );
    expect(changeWords({ when: { kind: 'time', time: '18:00' }, what: stop })).toBe('stop: it is 18:00');
    expect(changeWords({ when: null, what: toFour })).toBe('strength 4, by hand');
  });

  it('is what patience is, as the last of them', () => {
    const config = runConfigSchema.parse({
      patience: 5,
      rules: [{ when: { kind: 'epoch', epoch: 4 }, what: toFour }],
    });
    expect(rulesOf(config).map(ruleWords)).toEqual([
      'Epoch 4 has ended: strength 4',
      'No better mean IoU in 5 validations: stop',
    ]);
  });
});

describe('the watched loss', () => {
  it('is an exponential mean, whose lowest value counts from the twentieth step', () => {
    let watch = noLossYet;
    for (let step = 0; step < 20; step++) watch = watchLoss(watch, step === 0 ? 0 : 1);
    // 1 - 0.9^19, and no memory of the first steps' lower values.
    expect(watch.recent).toBeCloseTo(1 - 0.9 ** 19, 12);
    expect(watch.lowest).toBe(watch.recent);
    watch = watchLoss(watch, 100);
    expect(watch.lowest).toBeCloseTo(1 - 0.9 ** 19, 12);
  });
});

describe('changes', () => {
  it('multiply the rate, and set the strength to the last one', () => {
    const made = [halve, toFour, { kind: 'rate', times: 3 }, { kind: 'strength', strength: 1 }] as const;
    expect(steered(made.map((what) => change({ what })))).toEqual({ rateFactor: 1.5, strength: 1 });
  });

  it('become rules of their steps in a run that repeats them, with the stop that ended the run', () => {
    const config = runConfigSchema.parse({
      patience: 5,
      rules: [{ when: { kind: 'time', time: '18:00' }, what: stop }],
    });
    const made = [change({ step: 7 }), change({ step: 90, what: stop }), change({ step: 200, what: stop })];
    expect(repeatingConfig(config, made, 200)).toMatchObject({
      patience: null,
      rules: [
        { when: { kind: 'step', step: 7 }, what: halve },
        { when: { kind: 'step', step: 200 }, what: stop },
      ],
    });
  });
});
