import type { FileFailure } from '../shared/contract/results/common';

/** What the shell learns; see the command line's documentation. */
export const EXIT = { done: 0, someFailed: 1, wrongUse: 2, nothingDone: 3, stopped: 130 } as const;
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** Status of a batch: done, some inputs failed, or nothing could be done. */
export function statusOf(done: number, failed: readonly FileFailure[]): ExitStatus {
  if (failed.length === 0) return EXIT.done;
  return done > 0 ? EXIT.someFailed : EXIT.nothingDone;
}

/** Problems with what was typed, not with the files that it names. */
const WRONG_USE =
  /^(usage-|weighting-(?!needs-|file-)|mask-map-class$|project-name-invalid$|class-invalid$|comparison-plan-invalid$)/;

/** Status of a command that a problem ended. */
export function statusOfProblem({ code }: { code: string }): ExitStatus {
  return WRONG_USE.test(code) ? EXIT.wrongUse : EXIT.nothingDone;
}
