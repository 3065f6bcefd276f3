import type { FileFailure } from '../shared/contract/results/common';
import type { ProblemData } from '../shared/problem';

/** A file's problem as a command's result tells it. */
export function fileFailure(file: string, { code, message, hint }: ProblemData): FileFailure {
  return { file, code, message, hint };
}
