import Table from 'cli-table3';
import type { ClassScore } from '../shared/training/run-events';

/** One row a class; a dash where a class is in neither labels nor predictions. */
export function scoreTable(classes: readonly ClassScore[]): string {
  const table = new Table({
    head: ['class', 'IoU', 'Dice', 'precision', 'recall', 'Boundary IoU'],
    style: { head: [], border: [] },
  });
  for (const { name, iou, dice, precision, recall, boundaryIou } of classes) {
    table.push([name, ...[iou, dice, precision, recall, boundaryIou].map(scoreText)]);
  }
  return table.toString();
}

export function scoreText(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(3);
}
