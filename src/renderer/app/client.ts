import type { RequestInput, RequestName, RequestOutput } from '../../shared/contract/index';
import { Problem } from '../../shared/problem';
import { useNotices } from './notices';

/** Asks main. @throws Problem where main answers with one */
export async function ask<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
): Promise<RequestOutput<Name>> {
  const reply = await window.maskwright.request(name, input);
  if (reply.ok) return reply.value;
  throw Problem.fromData(reply.problem);
}

/** Runs an act of the person; a problem is shown in the window's notice. */
export function act(work: () => Promise<unknown>): void {
  work().catch((error: unknown) => {
    const problem =
      error instanceof Problem
        ? error
        : new Problem('unexpected', error instanceof Error ? error.message : String(error), 'Try it again.');
    useNotices.getState().showProblem(problem.toJSON());
  });
}
