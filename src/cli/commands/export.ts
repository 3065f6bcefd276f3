import type { Command } from '@commander-js/extra-typings';
import { exportResultSchema } from '../../shared/contract/results/models';
import type { CommandContext } from '../command-context';
import { withProject } from '../open';
import { oneOf } from '../parse/options';

export function addExport(program: Command, context: CommandContext): void {
  program
    .command('export')
    .description('Take the model away, with a model card; it is run before it is called done.')
    .argument('<project>', "the project's folder")
    .requiredOption('--run <run>', 'id of a run, latest, or best (highest mean IoU)')
    .requiredOption('--format <format>', 'savedmodel', oneOf('savedmodel'))
    .requiredOption('--out <folder>', 'folder to make')
    .action((folder, options) =>
      withProject(folder, 'read', 'export', async (store) => {
        const { exportSavedModel } = await import('../../engine/export/savedmodel');
        const run = store.runs.get(options.run);
        const { files, maxDifference, notices } = await exportSavedModel({ runFolder: run.folder, out: options.out });
        for (const notice of notices) context.reporter.note(notice);
        context.reporter.result(
          exportResultSchema,
          { run: run.id, format: options.format, files, maxDifference },
          `Wrote ${options.out}. Its probabilities differ from the program's by at most ${maxDifference.toExponential(1)}.`,
        );
      }),
    );
}
