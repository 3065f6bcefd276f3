import { type ComparedScore, type ComparisonRow, type ScoreDifference, SEEDS_TO_TELL } from './comparison-table';
import type { CompareMeasure } from './image-counts';
import type { ComparisonPlan } from './plan';

type Primary = ComparisonPlan['primary'];

/** The score that the verdict goes by. */
export function primaryScore(row: ComparisonRow, { measure, className }: Primary): ComparedScore {
  const found = row.scores.find((score) => score.measure === measure && score.className === className);
  if (found === undefined) throw new RangeError(`${row.name} has no score ${measure} of ${className ?? 'all classes'}`);
  return found;
}

/** `mean IoU`, `Boundary IoU of "line"`. */
export function scoreName({ measure, className }: { measure: CompareMeasure; className: string | null }): string {
  const word = measure === 'iou' ? 'IoU' : 'Boundary IoU';
  return className === null ? `mean ${word}` : `${word} of "${className}"`;
}

/** `+0.021 (+0.008 to +0.034)` */
export function differenceText({ mean, interval }: Pick<ScoreDifference, 'mean' | 'interval'>): string {
  return interval === null ? signed(mean) : `${signed(mean)} (${signed(interval[0])} to ${signed(interval[1])})`;
}

/**
 * What a comparison says, in sentences: what is better or worse than the baseline and where most, then for which
 * nothing can be told and how large a difference would have had to be.
 */
export function verdict(rows: readonly ComparisonRow[], primary: Primary): string {
  const [baseline, ...others] = rows;
  const scored = others.map((row) => ({ row, score: primaryScore(row, primary) }));
  const called = scored.filter(({ score }) => score.call === 'better' || score.call === 'worse');
  const same = scored.filter(({ score }) => score.call === 'no-difference');
  const missing = scored.filter(({ score }) => score.call === 'not-compared');
  return [
    ...called.map(({ row, score }) => calledSentence(row, baseline, score)),
    ...sameSentence(same, baseline, scoreName(primary)),
    ...(missing.length === 0 ? [] : [`No seed of ${named(missing)} is done yet.`]),
  ].join(' ');
}

function calledSentence(row: ComparisonRow, baseline: ComparisonRow, score: ComparedScore): string {
  const { difference, call } = score;
  if (difference === null) throw new RangeError(`${row.name} was called ${call} without a difference`);
  const sentence = `"${row.name}" is ${call} than "${baseline.name}": ${scoreName(score)} ${differenceText(difference)}.`;
  const where = whereText(row, score);
  return where === null ? sentence : `${sentence} ${where}`;
}

/** The classes in which the called difference shows; asked only once there is one, so that nothing is fished for. */
function whereText(row: ComparisonRow, primary: ComparedScore): string | null {
  const parts = row.scores
    .filter((score) => score !== primary && score.className !== null && score.call === primary.call)
    .sort((a, b) => Math.abs(b.difference?.mean ?? 0) - Math.abs(a.difference?.mean ?? 0))
    .slice(0, 3)
    .flatMap((score) => (score.difference ? [`${scoreName(score)} ${differenceText(score.difference)}`] : []));
  return parts.length === 0 ? null : `Most in ${parts.join(', ')}.`;
}

type Scored = { row: ComparisonRow; score: ComparedScore };

function sameSentence(same: readonly Scored[], baseline: ComparisonRow, name: string): string[] {
  if (same.length === 0) return [];
  const start = `${named(same)}: no difference from "${baseline.name}" that this data can show in ${name}`;
  const found = same.flatMap(({ score }) => (score.difference === null ? [] : [score.difference]));
  const fewest = Math.min(...found.map(({ seeds }) => seeds));
  if (fewest < SEEDS_TO_TELL) {
    return [
      `${start}; ${fewest === 1 ? 'one seed tells' : `${fewest} seeds tell`} too little, at least ${SEEDS_TO_TELL} are needed.`,
    ];
  }
  if (found.every(({ mean, standardError }) => mean === 0 && standardError === 0))
    return [`${start}; every image scored the same.`];
  const needed = found.map(({ detectable }) => detectable ?? Number.POSITIVE_INFINITY);
  return [`${start}; a measured one of at least ${roundedUp(Math.max(...needed))} would have shown.`];
}

/** Three decimals, never less than the value: one that is said to have shown has to have shown. */
function roundedUp(value: number): string {
  return (Math.max(1, Math.ceil(1000 * value - 1e-9)) / 1000).toFixed(3);
}

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"` */
function named(entries: readonly Scored[]): string {
  const names = entries.map(({ row }) => `"${row.name}"`);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function signed(value: number): string {
  const text = value.toFixed(3);
  if (Number(text) === 0) return '0.000';
  return value > 0 ? `+${text}` : `\u2212${text.slice(1)}`;
}

/** Three decimals; a dash where there is none. */
export function scoreText(score: number | null): string {
  return score === null ? '\u2013' : score.toFixed(3);
}

/** Lowest to highest over the seeds. */
export function scoreRange({ lowest, highest }: Pick<ComparedScore, 'lowest' | 'highest'>): string {
  return lowest === null || highest === null ? '\u2013' : `${lowest.toFixed(3)} to ${highest.toFixed(3)}`;
}

/** What a score says of a configuration, in a word or two. */
export function callWord({ call, difference }: Pick<ComparedScore, 'call' | 'difference'>): string {
  switch (call) {
    case 'baseline':
    case 'better':
    case 'worse':
      return call;
    case 'no-difference':
      return difference !== null && difference.seeds < SEEDS_TO_TELL ? 'too few seeds' : 'no difference';
    case 'not-compared':
      return 'not compared';
  }
}
