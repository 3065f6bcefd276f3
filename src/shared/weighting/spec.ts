import type { z } from 'zod';
import { Problem } from '../problem';
import { weightingProblem } from './check';
import { repeatedJsonKey } from './json-keys';
import { presets } from './presets';
import {
  balanceTermSchema,
  borderTermSchema,
  edgeTermSchema,
  featureTermSchema,
  paintedTermSchema,
  regionTermSchema,
  termSchema,
  uncertaintyTermSchema,
  unweighted,
  type Weighting,
  type WeightingTerm,
  weightingSchema,
} from './schema';
import { badValue, problemOfIssues, repeatedKey, unknownKey, unknownSource } from './spec-problems';
import { isNumeric, quoteValue, type SpecTerm, type SpecValue, splitSpec, splitSpecList } from './spec-syntax';

const TERM_SCHEMAS = {
  edge: edgeTermSchema,
  region: regionTermSchema,
  feature: featureTermSchema,
  balance: balanceTermSchema,
  border: borderTermSchema,
  painted: paintedTermSchema,
  uncertainty: uncertaintyTermSchema,
};
type Source = keyof typeof TERM_SCHEMAS;
const WHOLE_KEYS = ['floor', 'strength', 'schedule'];

/**
 * A weighting from its short form, or from JSON of the schema:
 *
 *     SPEC   = term { "+" term }
 *     term   = source [ "*" share ] [ ":" key "=" value { "," key "=" value } ]
 *
 * Sources are `edge`, `region`, `feature`, `balance`, `border`, `painted` and `uncertainty`; `none` and `plain` stand
 * alone. `floor`, `strength` and `schedule` (`constant`, `ramp:STEPS`, `after:STEP`) belong to the whole wherever they
 * stand. Quotes protect separators in a value.
 *
 * @throws Problem that names the key or source, with a code beginning with `weighting-`
 */
export function parseWeighting(spec: string): Weighting {
  const text = spec.trim();
  if (text === '') {
    throw new Problem('weighting-empty', 'The weighting is empty.', 'Write "none" for an unweighted loss.');
  }
  const weighting = text.startsWith('{') ? fromJson(text) : fromShortForm(text);
  const problem = weightingProblem(weighting);
  if (problem !== null) throw problem;
  return weighting;
}

/** Several weightings, separated by `;`, or by `,` where none of them has parameters. */
export function parseWeightingList(text: string): Weighting[] {
  return splitSpecList(text).map(parseWeighting);
}

/**
 * The shortest short form that `parseWeighting` reads back to the same weighting: what is at its default is left out,
 * and what belongs to the whole stands behind the last term.
 */
export function formatWeighting(weighting: Weighting): string {
  const whole = wholePairs(weighting);
  if (weighting.terms.length === 0) return withPairs('none', whole);
  return weighting.terms
    .map((term, index) => {
      const head = term.share === 1 ? term.source : `${term.source}*${term.share}`;
      return withPairs(head, [...termPairs(term), ...(index === weighting.terms.length - 1 ? whole : [])]);
    })
    .join('+');
}

function fromJson(text: string): Weighting {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem('weighting-bad-json', `The weighting is not valid JSON: ${reason}.`, 'Check commas and quotes.');
  }
  const repeated = repeatedJsonKey(text);
  if (repeated !== null) throw repeatedKey(repeated);
  return valid(weightingSchema.safeParse(value), 'the weighting');
}

function fromShortForm(text: string): Weighting {
  const written = splitSpec(text);
  const whole: Record<string, unknown> = {};
  const terms: WeightingTerm[] = [];
  for (const term of written) {
    const isAlone = term.source === 'none' || term.source === 'plain';
    if (isAlone && written.length > 1) {
      throw new Problem(
        'weighting-stands-alone',
        `"${term.source}" cannot be mixed with other sources.`,
        `Write "${term.source}" alone, or leave it out.`,
      );
    }
    const own = readPairs(term, whole);
    if (isAlone && (term.share !== null || Object.keys(own).length > 0)) {
      throw unknownKey(term.share === null ? Object.keys(own)[0] : '*', term.source, [], WHOLE_KEYS);
    }
    if (term.source === 'plain')
      return valid(weightingSchema.safeParse({ ...presets.plain.weighting, ...whole }), text);
    if (term.source !== 'none') terms.push(readTerm(term, own));
  }
  return valid(weightingSchema.safeParse({ ...whole, terms }), 'the weighting');
}

/** Sorts a term's pairs into its own and those of the whole, where a key may stand once altogether. */
function readPairs(term: SpecTerm, whole: Record<string, unknown>): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  for (const { key, value } of term.pairs) {
    if (value === null) {
      throw new Problem(
        'weighting-bad-form',
        `"${key}" in "${term.source}" has no value.`,
        'Write key=value, as in edge:sigma=1,strength=4.',
      );
    }
    const target = WHOLE_KEYS.includes(key) ? whole : own;
    if (Object.hasOwn(target, key)) throw repeatedKey(key);
    target[key] = key === 'schedule' ? readSchedule(value) : readValue(value);
  }
  return own;
}

function readTerm(term: SpecTerm, own: Record<string, unknown>): WeightingTerm {
  if (!isSource(term.source)) throw unknownSource(term.source, [...Object.keys(TERM_SCHEMAS), 'none', 'plain']);
  const schema = TERM_SCHEMAS[term.source];
  const keys = Object.keys(schema.shape).filter((key) => key !== 'source' && key !== 'share');
  const unknown = Object.keys(own).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw unknownKey(unknown, term.source, keys, WHOLE_KEYS);
  if (term.share !== null && !isNumeric(term.share)) {
    throw badValue('share', term.source, term.share, 'a number from 0 to 1000');
  }
  const share = term.share === null ? {} : { share: Number(term.share) };
  return valid<WeightingTerm>(schema.safeParse({ source: term.source, ...own, ...share }), `"${term.source}"`);
}

function isSource(source: string): source is Source {
  return Object.hasOwn(TERM_SCHEMAS, source);
}

function readValue(value: SpecValue): string | number {
  return !value.isQuoted && isNumeric(value.text) ? Number(value.text) : value.text;
}

function readSchedule({ text }: SpecValue): unknown {
  const [kind, step, ...rest] = text.split(':');
  if (kind === 'constant' && step === undefined) return { kind };
  if (step !== undefined && /^\d+$/.test(step) && rest.length === 0) {
    if (kind === 'ramp') return { kind, steps: Number(step) };
    if (kind === 'after') return { kind, step: Number(step) };
  }
  throw badValue('schedule', 'the weighting', text, 'constant, ramp:STEPS or after:STEP');
}

function valid<T>(result: z.ZodSafeParseResult<T>, where: string): T {
  if (result.success) return result.data;
  throw problemOfIssues(result.error.issues, where);
}

function withPairs(head: string, pairs: readonly string[]): string {
  return pairs.length === 0 ? head : `${head}:${pairs.join(',')}`;
}

function termPairs(term: WeightingTerm): string[] {
  const defaults = new Map<string, unknown>(Object.entries(termSchema.parse({ source: term.source })));
  const entries: [string, string | number][] = Object.entries(term);
  return entries
    .filter(([key, value]) => key !== 'share' && value !== defaults.get(key))
    .map(([key, value]) => `${key}=${typeof value === 'number' ? value : quoteValue(value)}`);
}

function wholePairs({ floor, strength, schedule }: Weighting): string[] {
  const pairs: string[] = [];
  if (floor !== unweighted.floor) pairs.push(`floor=${floor}`);
  if (strength !== unweighted.strength) pairs.push(`strength=${strength}`);
  if (schedule.kind === 'ramp') pairs.push(`schedule=ramp:${schedule.steps}`);
  if (schedule.kind === 'after') pairs.push(`schedule=after:${schedule.step}`);
  return pairs;
}
