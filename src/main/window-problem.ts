import { Problem } from '../shared/problem';

/** Any thrown thing as the window says it; what was not foreseen goes to the log, whose place the hint names. */
export function windowProblem(error: unknown): Problem {
  if (error instanceof Problem && error.code !== 'unexpected') return error;
  console.error(error);
  return new Problem(
    'unexpected',
    error instanceof Error ? error.message : String(error),
    "Try it again. If it stays so, report it with logs/main.log from the app's data folder.",
    error instanceof Problem ? error.file : undefined,
  );
}
