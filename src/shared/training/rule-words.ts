import type { RuleMoment, RunAct, RunRule } from './run-rules';

/** `No better mean IoU in 5 validations` */
export function momentWords(when: RuleMoment): string {
  switch (when.kind) {
    case 'no-progress':
      return `No better mean IoU in ${counted(when.validations, 'validation')}`;
    case 'epoch':
      return `Epoch ${when.epoch} has ended`;
    case 'step':
      return `${counted(when.step, 'step')} done`;
    case 'time':
      return `It is ${when.time}`;
    case 'loss':
      return `The loss is ${amount(when.times)} times its lowest`;
  }
}

/** `rate × 0.5`, `strength 4`, `stop` */
export function actWords(what: RunAct): string {
  switch (what.kind) {
    case 'rate':
      return `rate × ${amount(what.times)}`;
    case 'strength':
      return `strength ${amount(what.strength)}`;
    case 'stop':
      return 'stop';
  }
}

export function ruleWords({ when, what }: RunRule): string {
  return `${momentWords(when)}: ${actWords(what)}`;
}

/** What happened to a run: `rate × 0.5: no better mean IoU in 3 validations`, `strength 4, by hand`. */
export function changeWords(change: { when: RuleMoment | null; what: RunAct }): string {
  const what = actWords(change.what);
  return change.when === null ? `${what}, by hand` : `${what}: ${lowerFirst(momentWords(change.when))}`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function amount(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
