import { z } from 'zod';

/**
 * An error that a person can meet. `message` is one sentence that names the thing and says what is wrong;
 * `hint` says what to do. It crosses process boundaries as {@link ProblemData}, never as a stack.
 */
export class Problem extends Error {
  readonly code: string;
  readonly hint: string;
  readonly file: string | undefined;

  /** @param code stable kebab-case name, unique in the program, e.g. `image-truncated` */
  constructor(code: string, message: string, hint: string, file?: string) {
    super(message);
    this.name = 'Problem';
    this.code = code;
    this.hint = hint;
    this.file = file;
  }

  toJSON(): ProblemData {
    return {
      code: this.code,
      message: this.message,
      hint: this.hint,
      ...(this.file === undefined ? {} : { file: this.file }),
    };
  }

  static fromData(data: ProblemData): Problem {
    return new Problem(data.code, data.message, data.hint, data.file);
  }
}

/** A problem as it crosses a process boundary or lies in the database. */
export const problemDataSchema = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  file: z.string().optional(),
});
export type ProblemData = z.infer<typeof problemDataSchema>;

/** The code of an error of the system or of Node, e.g. `ENOENT`; undefined where it has none. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Any thrown thing as a problem; what was not foreseen keeps its message under the code `unexpected`. */
export function asProblem(error: unknown, file?: string): Problem {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Problem(
    'unexpected',
    message,
    'Try it again. If it stays so, report it with what was done before it.',
    file,
  );
}
