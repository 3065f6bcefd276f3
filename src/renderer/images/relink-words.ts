import type { RelinkState } from '../../shared/contract/images';
import { count } from '../app/words';

/** What a search for moved files did, in one sentence. */
export function relinkSentence({ found, stillMissing, folder }: Extract<RelinkState, { status: 'ended' }>): string {
  const missing = found + stillMissing;
  if (found === 0) {
    return missing === 1
      ? `The missing image is not in ${folder}.`
      : `None of ${count(missing)} missing images is in ${folder}.`;
  }
  if (stillMissing === 0) {
    return found === 1
      ? `The missing image was found in ${folder}; its labels came along.`
      : `All ${count(found)} missing images were found in ${folder}; their labels came along.`;
  }
  return `${count(found)} of ${count(missing)} missing images found in ${folder}.`;
}
