import type { WindowProject } from '../projects/window-project';

/** Strokes within this time are one change of the list, whose counts would otherwise be asked for after each. */
const TOGETHER_MS = 1000;

const waiting = new WeakSet<WindowProject>();

/** The counts of an image changed by painting: the lists hear of it at most once a second. */
export function tellPainted(project: WindowProject): void {
  if (waiting.has(project)) return;
  waiting.add(project);
  setTimeout(() => {
    waiting.delete(project);
    project.imagesChanged();
  }, TOGETHER_MS).unref();
}
