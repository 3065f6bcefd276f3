import type { Problem } from '../../shared/problem';
import { type RunRule, runRuleSchema } from '../../shared/training/run-rules';
import { wrongUse } from './options';

/** What `--rule` takes, for its description and for those who wrote something else. */
export const ruleForms =
  'when: no-progress=VALIDATIONS, epoch=N, step=N, time=HH:MM, loss=TIMES; what: rate=TIMES, strength=S, stop';

/**
 * A rule in its short form, `WHEN,WHAT`: `no-progress=3,rate=0.5`, `epoch=4,strength=4`, `time=18:00,stop`.
 * @throws Problem `usage-options`
 */
export function parseRule(text: string): RunRule {
  const [when, what, ...more] = text.split(',').map((part) => part.trim());
  if (what === undefined || more.length > 0) throw wrong(text);
  const parsed = runRuleSchema.safeParse({ when: momentOf(when), what: actOf(what) });
  if (!parsed.success) throw wrong(text);
  return parsed.data;
}

/** For a commander option that may be given again and again. */
export function addRule(text: string, before: RunRule[] | undefined): RunRule[] {
  return [...(before ?? []), parseRule(text)];
}

function momentOf(text: string): unknown {
  const [kind, value] = text.split('=');
  switch (kind) {
    case 'no-progress':
      return { kind, validations: numberOf(value) };
    case 'epoch':
      return { kind, epoch: numberOf(value) };
    case 'step':
      return { kind, step: numberOf(value) };
    case 'time':
      return { kind, time: value };
    case 'loss':
      return { kind, times: numberOf(value) };
    default:
      return null;
  }
}

function actOf(text: string): unknown {
  const [kind, value] = text.split('=');
  switch (kind) {
    case 'rate':
      return { kind, times: numberOf(value) };
    case 'strength':
      return { kind, strength: numberOf(value) };
    case 'stop':
      return value === undefined ? { kind } : null;
    default:
      return null;
  }
}

/** Blank is no number here. */
function numberOf(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text);
}

function wrong(text: string): Problem {
  return wrongUse(
    `--rule ${text} is not a rule.`,
    `Write WHEN,WHAT, for example no-progress=3,rate=0.5 (${ruleForms}).`,
  );
}
