import type { ImageId } from '../../shared/ids';
import type { HistoryStep } from '../store/records';
import type { WindowContext } from '../window-context';
import { tellWindow } from '../window-events';
import { otherImages } from './label-words';
import { tellPainted } from './painted-news';

/** Lets the window hear what an undo or redo changed beside the labels of the image that was asked about. */
export function followStep(step: HistoryStep, id: ImageId, { window, project }: WindowContext): void {
  const others = otherImages(step, id);
  if (others.length > 0) tellWindow(window, 'labels.changed', { ids: others });
  if (step.entry.kind === 'remove-class' || step.entry.kind === 'restore-class') {
    tellWindow(window, 'classes.changed', null);
  }
  tellPainted(project);
}
