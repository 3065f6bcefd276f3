import { Problem } from '../../problem';
import type { RunEvent } from '../run-events';

/** Codes by which a run says that it goes on without an image which other runs had. */
const LEFT_OUT = ['image-gone', 'image-replaced'];

/** What makes a run unlike the others of its comparison, so that its scores must not be compared; null for nothing. */
export function unlikeOthers(event: RunEvent): Problem | null {
  return event.type === 'warned' && LEFT_OUT.includes(event.problem.code) ? Problem.fromData(event.problem) : null;
}
