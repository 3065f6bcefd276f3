import type { z } from 'zod';
import { Problem } from '../problem';

export function unknownSource(source: string, known: readonly string[]): Problem {
  return new Problem(
    'weighting-unknown-source',
    `There is no weighting source "${source}".`,
    `Known are ${known.join(', ')}; a JSON file is named by its path.`,
  );
}

export function unknownKey(
  key: string,
  source: string,
  keys: readonly string[],
  wholeKeys: readonly string[],
): Problem {
  const own = keys.length === 0 ? '' : `Its keys are ${keys.join(', ')}; `;
  return new Problem(
    'weighting-unknown-key',
    `"${source}" has no key "${key}".`,
    `${own}${wholeKeys.join(', ')} belong to the whole weighting.`,
  );
}

export function repeatedKey(key: string): Problem {
  return new Problem(
    'weighting-repeated-key',
    `The key "${key}" stands more than once.`,
    'Keep one of them: a source takes each of its keys once, and floor, strength and schedule count for the whole.',
  );
}

export function badValue(key: string, where: string, value: string, expected: string): Problem {
  return new Problem('weighting-bad-value', `"${key}" of ${where} cannot be ${value}.`, `It takes ${expected}.`);
}

/** The first thing that a schema found wrong, with the key's name. */
export function problemOfIssues(issues: readonly z.core.$ZodIssue[], where: string): Problem {
  const [issue] = issues;
  const key = issue.path.map(String).join('.') || 'weighting';
  if (issue.code === 'unrecognized_keys') {
    const [unknown] = issue.keys;
    return new Problem(
      'weighting-unknown-key',
      `${issue.path.length === 0 ? 'A weighting' : `"${key}"`} has no key "${unknown}".`,
      'Remove it, or correct its spelling.',
    );
  }
  return new Problem(
    'weighting-bad-value',
    `The value of "${key}" in ${where} is not allowed.`,
    `It takes ${expected(issue)}.`,
  );
}

function expected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'array' ? `at most ${issue.maximum} of them` : `at most ${issue.maximum}`;
    case 'too_small':
      return issue.origin === 'string' ? 'a text that is not empty' : `at least ${issue.minimum}`;
    case 'invalid_value':
      return issue.values.map(String).join(' or ');
    case 'invalid_type':
      return issue.expected === 'int' ? 'a whole number' : `a ${issue.expected}`;
    case 'invalid_union':
      if (issue.errors.length === 0) return 'one of the known kinds';
      return [...new Set(issue.errors.flatMap((alternatives) => alternatives.map(expected)))].join(' or ');
    default:
      return issue.message;
  }
}
