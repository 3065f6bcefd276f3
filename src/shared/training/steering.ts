import type { RunConfig } from './run-config';
import type { RuleMoment, RunAct, RunChange, RunRule } from './run-rules';

/** What is known of a run between two steps. */
export interface RunMoment {
  /** Steps done. */
  step: number;
  stepsPerEpoch: number;
  validations: number;
  /** Validations in a row without a better mean IoU. */
  validationsWithoutGain: number;
  loss: LossWatch;
  /** When this process began to train, and now; milliseconds since 1970. */
  sinceMs: number;
  nowMs: number;
}

/** The training loss without its jitter, since the run began or was changed last. */
export interface LossWatch {
  /** Steps that it has seen. */
  steps: number;
  recent: number;
  lowest: number;
}

export const noLossYet: LossWatch = { steps: 0, recent: 0, lowest: 0 };

/** Share that the smoothed loss keeps a step, and steps before it says enough to be held against. */
const keptShare = 0.9;
const leastLossSteps = 20;

/** The watch after another step's loss: an exponential mean, and its lowest value once it rests on enough steps. */
export function watchLoss({ steps, recent, lowest }: LossWatch, loss: number): LossWatch {
  const next = steps === 0 ? loss : keptShare * recent + (1 - keptShare) * loss;
  const isFirst = steps + 1 <= leastLossSteps;
  return { steps: steps + 1, recent: next, lowest: isFirst ? next : Math.min(lowest, next) };
}

/** All rules of a run; patience is one of them, the last. */
export function rulesOf({ rules, patience }: Pick<RunConfig, 'rules' | 'patience'>): RunRule[] {
  return patience === null
    ? rules
    : [...rules, { when: { kind: 'no-progress', validations: patience }, what: { kind: 'stop' } }];
}

/** Changes that rules make now, in the order of the rules. @param changes made so far */
export function dueChanges(rules: readonly RunRule[], moment: RunMoment, changes: readonly RunChange[]): RunChange[] {
  const { step, validations } = moment;
  return rules.flatMap(({ when, what }, rule) => {
    const before = changes.findLast((change) => change.rule === rule);
    if (before !== undefined && !actsAgain({ when, what }, moment, before)) return [];
    return isMet(when, moment) ? [{ step, validations, rule, when, what }] : [];
  });
}

function isMet(when: RuleMoment, moment: RunMoment): boolean {
  switch (when.kind) {
    case 'no-progress':
      return moment.validationsWithoutGain >= when.validations;
    case 'epoch':
      return moment.step >= when.epoch * moment.stepsPerEpoch;
    case 'step':
      return moment.step >= when.step;
    case 'time':
      return hasPassed(when.time, moment.sinceMs, moment.nowMs);
    case 'loss': {
      const { steps, recent, lowest } = moment.loss;
      return steps > leastLossSteps && recent > when.times * lowest;
    }
  }
}

/**
 * Whether a rule that acted before may do so again. One moment of a run comes once; a plateau or a bad loss may come
 * again, the plateau after as many further validations; a run that was stopped at six o'clock and resumed stops at the
 * next six o'clock.
 */
function actsAgain({ when, what }: RunRule, moment: RunMoment, before: RunChange): boolean {
  if (what.kind === 'strength') return false;
  switch (when.kind) {
    case 'epoch':
    case 'step':
      return false;
    case 'time':
      return what.kind === 'stop';
    case 'loss':
      return true;
    case 'no-progress':
      return what.kind === 'stop' || moment.validations - before.validations >= when.validations;
  }
}

/** Whether a time of the day, in the computer's own zone, lay after one moment and not after another. */
function hasPassed(time: string, sinceMs: number, nowMs: number): boolean {
  const [hours, minutes] = time.split(':').map(Number);
  const last = new Date(nowMs);
  last.setHours(hours, minutes, 0, 0);
  if (last.getTime() > nowMs) last.setDate(last.getDate() - 1);
  return last.getTime() > sinceMs;
}

/** What changes come to: a factor of the scheduled learning rate, and a strength in place of the scheduled one. */
export interface Steered {
  rateFactor: number;
  strength: number | null;
}

export const unsteered: Steered = { rateFactor: 1, strength: null };

export function steered(changes: readonly RunChange[]): Steered {
  return changes.reduce((before, { what }) => afterAct(before, what), unsteered);
}

function afterAct(before: Steered, what: RunAct): Steered {
  switch (what.kind) {
    case 'rate':
      return { ...before, rateFactor: before.rateFactor * what.times };
    case 'strength':
      return { ...before, strength: what.strength };
    case 'stop':
      return before;
  }
}

/**
 * The configuration that does all that was done to a run by itself, at the same steps: its rules give way to what they
 * and the person did. A stop counts where it ended the run.
 * @param endStep where the run ended
 */
export function repeatingConfig(config: RunConfig, changes: readonly RunChange[], endStep: number): RunConfig {
  const lasting = changes.filter(({ step, what }) => what.kind !== 'stop' || step === endStep);
  const rules = lasting.map(({ step, what }): RunRule => ({ when: { kind: 'step', step }, what }));
  return { ...config, patience: null, rules };
}
