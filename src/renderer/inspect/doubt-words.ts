import type { Doubt, Doubts } from '../../shared/contract/inspect';
import { count, counted } from '../app/words';
import { runName } from '../train/run-words';

/** What was found, in how many images, and what could not be looked at. */
export function doubtsSentence({ doubts, total, images, seenByAll, right }: Doubts): string {
  const parts = [
    images === 0
      ? 'No labelled image was kept from training, so there is none to judge.'
      : total === 0
        ? `No label is doubted in ${counted(images, 'image')}.`
        : `${counted(total, 'place')} in ${counted(images, 'image')}, the most doubtful first.`,
  ];
  if (total > doubts.length) parts.push(`The first ${doubts.length} are listed.`);
  if (right > 0) parts.push(`${counted(right, 'place')} said to be right left out.`);
  if (seenByAll > 0) {
    parts.push(
      `Every run was trained on ${counted(seenByAll, 'other image')}: a run that validates on ${seenByAll === 1 ? 'it' : 'them'} could judge ${seenByAll === 1 ? 'it' : 'them'}.`,
    );
  }
  return parts.join(' ');
}

/** What is doubted about a place, and by whom. */
export function doubtWords({ labelClass, predictedClass, area, margin, run }: Doubt): string {
  const by = Math.round(100 * margin);
  return `${count(area)} pixels are labelled ${labelClass.name}. ${runName(run)}, which was not trained on the image, finds ${predictedClass.name} more probable by ${by} %.`;
}
