import { Problem } from '../../shared/problem';

/** Any thrown thing as the window says it. What main refused is one already; the rest are faults of the window. */
export function windowProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('unexpected', error instanceof Error ? error.message : String(error), 'Try it again.');
}
