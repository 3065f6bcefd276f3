import type { Command } from '@commander-js/extra-typings';
import { evaluationResultSchema } from '../../shared/contract/results/models';
import type { CommandContext } from '../command-context';
import { statusOf } from '../exit-status';
import { withProject } from '../open';
import { parseValueMap } from '../parse/project-options';
import { counted } from '../reporter';
import { scoreTable, scoreText } from '../score-table';

export function addEvaluate(program: Command, context: CommandContext): void {
  program
    .command('evaluate')
    .description('Score a run on labelled images outside the project.')
    .argument('<project>', "the project's folder")
    .requiredOption('--run <run>', 'id of a run, latest, or best (highest mean IoU)')
    .requiredOption('--images <folder>', 'images')
    .requiredOption('--masks <folder>', 'label maps of the same names, PNG')
    .option('--map <values>', 'what mask values mean, e.g. 0=membrane,255=void', parseValueMap)
    .action((folder, options) =>
      withProject(folder, 'read', 'evaluate', async (store) => {
        const { evaluateFolder } = await import('../../engine/inference/evaluate-folder');
        const run = store.runs.get(options.run);
        const progress = context.reporter.progress('Evaluating', 1);
        const scored = await evaluateFolder({
          runFolder: run.folder,
          images: [options.images],
          masks: options.masks,
          ...(options.map ? { map: options.map } : {}),
          signal: context.signal,
          onProgress: ({ done, total, file }) => progress.update(done, file, total),
        });
        progress.stop();
        for (const notice of scored.notices) context.reporter.note(notice);
        context.reporter.failures(scored.failed);
        context.status = statusOf(scored.images.length, scored.failed);
        const result = {
          run: run.id,
          classes: scored.classes,
          meanIou: scored.meanIou,
          images: scored.images.map(({ image, meanIou, classes }) => ({ file: image, meanIou, classes })),
          failed: scored.failed,
        };
        context.reporter.result(
          evaluationResultSchema,
          result,
          result.images.length === 0
            ? 'No image could be scored.'
            : `${scoreTable(result.classes)}\nMean IoU ${scoreText(result.meanIou)} over ${counted(result.images.length, 'image')}.`,
        );
      }),
    );
}
