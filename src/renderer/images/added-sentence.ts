import type { AddState } from '../../shared/contract/images';
import { count, counted } from '../app/words';

/** What an adding did, said once when it is over. */
export function addedSentence(ended: Extract<AddState, { status: 'ended' }>): string {
  const { added, restored, notAdded, wasCancelled } = ended;
  const parts = [added === 0 ? 'No image added' : counted(added, 'image added', 'images added')];
  if (restored > 0) parts.push(`${count(restored)} of them back with their labels`);
  const files = notAdded.filter(({ file }) => file !== '');
  if (files.length > 0) parts.push(`${count(files.length)} left out, listed under Not added`);
  if (files.length < notAdded.length) parts.push('the rest left out, for the reason under Not added');
  if (wasCancelled) parts.push('stopped before the end');
  return `${parts.join('; ')}.`;
}
