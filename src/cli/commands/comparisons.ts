import type { Command } from '@commander-js/extra-typings';
import Table from 'cli-table3';
import type { ComparisonRecord } from '../../main/store/comparison-records';
import type { ProjectStore } from '../../main/store/project-store';
import {
  comparisonDeletedSchema,
  comparisonShownSchema,
  comparisonsListedSchema,
} from '../../shared/contract/results/comparisons';
import { comparisonReport } from '../../shared/training/compare/report';
import type { CommandContext } from '../command-context';
import { describeReport } from '../compare/describe-report';
import { workThrough } from '../compare/work-through';
import { withProject } from '../open';

const COMPARISON_OPTION = ['--comparison <comparison>', 'id of a comparison, or latest', 'latest'] as const;
const OUT_OPTION = ['--out <folder>', 'where the report is written'] as const;

export function addComparisons(program: Command, context: CommandContext): void {
  const comparisons = program.command('comparisons').description('List, show, resume and delete comparisons.');

  comparisons
    .command('list')
    .description('All comparisons of a project, newest first.')
    .argument('<project>', "the project's folder")
    .action((folder) =>
      withProject(folder, 'read', 'comparisons list', (store) => {
        const listed = store.comparisons.list().map((record) => summary(store, record));
        context.reporter.result(comparisonsListedSchema, { comparisons: listed }, describeList(listed));
      }),
    );

  comparisons
    .command('show')
    .description('Table and verdict of a comparison, of the runs that are done so far.')
    .argument('<project>', "the project's folder")
    .option(...COMPARISON_OPTION)
    .option(...OUT_OPTION)
    .action((folder, { comparison, out }) =>
      withProject(folder, 'read', 'comparisons show', (store) => {
        const record = store.comparisons.get(comparison);
        const report = comparisonReport(record, store.project.read().name);
        const files = out === undefined ? [] : Object.values(store.comparisons.writeReport(record.id, out));
        context.reporter.result(comparisonShownSchema, { ...report, files }, describeReport(report));
      }),
    );

  comparisons
    .command('resume')
    .description('Go on with a comparison that was stopped or interrupted; runs that are done are not run again.')
    .argument('<project>', "the project's folder")
    .option(...COMPARISON_OPTION)
    .option(...OUT_OPTION)
    .action((folder, { comparison, out }) =>
      withProject(folder, 'runs', 'comparisons resume', async (store) => {
        const taken = store.comparisons.take(store.comparisons.get(comparison).id, process.pid);
        await workThrough(store, taken, context, out);
      }),
    );

  comparisons
    .command('delete')
    .description('Delete a comparison with its report; its runs stay. This cannot be undone.')
    .argument('<project>', "the project's folder")
    .requiredOption('--comparison <comparison>', 'id of a comparison, or latest')
    .action((folder, { comparison }) =>
      withProject(folder, 'runs', 'comparisons delete', (store) => {
        const { id } = store.comparisons.get(comparison);
        store.comparisons.remove(id);
        context.reporter.result(comparisonDeletedSchema, { deleted: id }, `Deleted ${id}.`);
      }),
    );
}

type Summary = ReturnType<typeof summary>;

function summary(store: ProjectStore, record: ComparisonRecord) {
  const { comparison, createdAt, runs, seeds, scoredOn, table, verdict } = comparisonReport(
    record,
    store.project.read().name,
  );
  const { isRunning } = record;
  return {
    id: comparison,
    createdAt,
    isRunning,
    configurations: table.map(({ name }) => name),
    seeds,
    scoredOn,
    ...runs,
    verdict,
  };
}

function describeList(listed: readonly Summary[]): string {
  if (listed.length === 0) return 'No comparisons yet.';
  const table = new Table({
    head: ['comparison', 'configurations', 'seeds', 'runs', ''],
    style: { head: [], border: [] },
  });
  for (const { id, configurations, seeds, done, planned, isRunning } of listed) {
    const state = isRunning ? 'running' : done < planned ? 'can be resumed' : 'finished';
    table.push([id, configurations.join(', '), seeds.length, `${done} of ${planned}`, state]);
  }
  return table.toString();
}
