import type { RequestInput, RequestName, RequestOutput } from '../../shared/contract/index';
import { Problem } from '../../shared/problem';
import { useNotices } from './notices';
import { windowProblem } from './window-problem';

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
    useNotices.getState().showProblem(windowProblem(error).toJSON());
  });
}
