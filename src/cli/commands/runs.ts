import type { Command } from '@commander-js/extra-typings';
import Table from 'cli-table3';
import {
  type RunResult,
  runDeletedSchema,
  runResultSchema,
  runsListedSchema,
} from '../../shared/contract/results/models';
import { networkName } from '../../shared/training/network-words';
import { formatWeighting } from '../../shared/weighting/spec';
import type { CommandContext } from '../command-context';
import { followRun } from '../follow-run';
import { withProject } from '../open';
import { toRunResult } from '../run-result';
import { scoreTable, scoreText } from '../score-table';

const RUN_OPTION = ['--run <run>', 'id of a run, latest, or best (highest mean IoU)'] as const;

export function addRuns(program: Command, context: CommandContext): void {
  const runs = program.command('runs').description('List, show, resume and delete training runs.');

  runs
    .command('list')
    .description('All runs of a project, newest first.')
    .argument('<project>', "the project's folder")
    .action((folder) =>
      withProject(folder, 'read', 'runs list', (store) => {
        const results = store.runs.list().map(toRunResult);
        context.reporter.result(runsListedSchema, { runs: results }, describeRuns(results));
      }),
    );

  runs
    .command('show')
    .description('Configuration, state and scores of a run.')
    .argument('<project>', "the project's folder")
    .requiredOption(...RUN_OPTION)
    .action((folder, { run }) =>
      withProject(folder, 'read', 'runs show', (store) => {
        const result = toRunResult(store.runs.get(run));
        context.reporter.result(runResultSchema, result, describeRun(result));
      }),
    );

  runs
    .command('resume')
    .description('Go on with a stopped, interrupted or failed run from its last checkpoint.')
    .argument('<project>', "the project's folder")
    .requiredOption(...RUN_OPTION)
    .action((folder, { run: ref }) =>
      withProject(folder, 'runs', 'runs resume', async (store) => {
        const run = store.runs.take(store.runs.get(ref).id, process.pid);
        await followRun(store, run, { resume: true }, context);
      }),
    );

  runs
    .command('repeat')
    .description('Train anew what a run began with, and do again at the same steps what was done to it meanwhile.')
    .argument('<project>', "the project's folder")
    .requiredOption(...RUN_OPTION)
    .action((folder, { run: ref }) =>
      withProject(folder, 'runs', 'runs repeat', async (store) => {
        await followRun(store, store.runs.repeat(ref), { resume: false }, context);
      }),
    );

  runs
    .command('delete')
    .description('Delete a run with its checkpoints. This cannot be undone.')
    .argument('<project>', "the project's folder")
    .requiredOption(...RUN_OPTION)
    .action((folder, { run: ref }) =>
      withProject(folder, 'runs', 'runs delete', (store) => {
        const { id } = store.runs.get(ref);
        store.runs.remove(id);
        context.reporter.result(runDeletedSchema, { deleted: id }, `Deleted ${id}.`);
      }),
    );
}

function describeRuns(runs: readonly RunResult[]): string {
  if (runs.length === 0) return 'No runs yet.';
  const table = new Table({
    head: ['run', 'status', 'steps', 'weighting', 'mean IoU', 'best'],
    style: { head: [], border: [] },
  });
  for (const run of runs) {
    table.push([
      run.id,
      run.status,
      `${run.step}${run.totalSteps === null ? '' : ` of ${run.totalSteps}`}`,
      formatWeighting(run.config.weighting),
      scoreText(run.metrics?.meanIou),
      run.best === null ? '' : `${scoreText(run.best.meanIou)} at ${run.best.step}`,
    ]);
  }
  return table.toString();
}

function describeRun(run: RunResult): string {
  const { config } = run;
  const lines = [
    `${run.id}: ${run.status}${run.reason === null ? '' : `, ${run.reason}`}`,
    `${networkName(config.network)}, ${config.loss.kind}, weighting ${formatWeighting(config.weighting)}`,
    `step ${run.step}${run.totalSteps === null ? '' : ` of ${run.totalSteps}`}, patch ${config.patch}, batch ${config.batch}, seed ${config.seed}`,
  ];
  if (run.metrics === null) return lines.join('\n');
  return [...lines, scoreTable(run.metrics.classes)].join('\n');
}
