import type { StoredRunEvent } from '../../shared/contract/runs';
import type { ProblemData } from '../../shared/problem';

/** What a run warned about, each once: a resumed run says most of it again. */
export function runWarnings(entries: readonly StoredRunEvent[]): ProblemData[] {
  const byMessage = new Map<string, ProblemData>();
  for (const { event } of entries) if (event.type === 'warned') byMessage.set(event.problem.message, event.problem);
  return [...byMessage.values()];
}
