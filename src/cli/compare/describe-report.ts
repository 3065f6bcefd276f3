import Table from 'cli-table3';
import type { ComparisonReport } from '../../shared/training/compare/report';
import { callWord, differenceText, scoreName, scoreRange, scoreText } from '../../shared/training/compare/verdict';

/** The report as text: a table of the score that the verdict goes by, the means of every score, the verdict. */
export function describeReport(report: ComparisonReport): string {
  const { primary, table, verdict, scored } = report;
  if (scored.length === 0) return 'No run is done yet.';
  const main = new Table({
    head: ['', primary.name, 'over seeds', `difference to ${table[0].name}`, 'verdict'],
    style: { head: [], border: [] },
  });
  for (const row of table) {
    const score = row.metrics.find(
      ({ measure, className }) => measure === primary.measure && className === primary.className,
    );
    if (score === undefined) continue;
    const difference = score.difference === null ? '' : differenceText(score.difference);
    main.push([row.name, scoreText(score.mean), scoreRange(score), difference, callWord(score)]);
  }
  const all = new Table({
    head: ['', ...table.map(({ name }) => name)],
    style: { head: [], border: [] },
  });
  table[0].metrics.forEach((metric, index) => {
    all.push([scoreName(metric), ...table.map(({ metrics }) => scoreText(metrics[index].mean))]);
  });
  return [main.toString(), all.toString(), verdict].join('\n');
}
