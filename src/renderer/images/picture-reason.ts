import { type ProblemData, problemDataSchema } from '../../shared/problem';

export type PictureAnswer =
  /** It can be made after all. */
  | { status: 'there' }
  | { status: 'refused'; problem: ProblemData }
  /** Not asked for any longer, or of an image that is gone. */
  | { status: 'unknown' };

/** What main says at the address of a picture that could not be shown. */
export async function pictureAnswer(address: string, signal: AbortSignal): Promise<PictureAnswer> {
  const response = await fetch(address, { signal });
  const text = await response.text();
  if (response.ok) return { status: 'there' };
  const problem = text === '' ? null : problemDataSchema.safeParse(JSON.parse(text));
  return problem?.success ? { status: 'refused', problem: problem.data } : { status: 'unknown' };
}
