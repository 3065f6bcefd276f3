import type { HistoryStep } from '../store/history-records';
import type { WindowContext } from '../window-context';
import { tellWindow } from '../window-events';
import { tellPainted } from './painted-news';

/** Lets the window hear what going back or forth changed beside the labels of the image that was asked about. */
export function followStep({ entries, others }: HistoryStep, { window, project }: WindowContext): void {
  if (others.length > 0) tellWindow(window, 'labels.changed', { ids: others });
  if (entries.some(({ kind }) => kind === 'remove-class' || kind === 'restore-class')) {
    tellWindow(window, 'classes.changed', null);
  }
  tellPainted(project);
}
