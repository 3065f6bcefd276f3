import type { Command } from '@commander-js/extra-typings';
import { predictionResultSchema } from '../../shared/contract/results/models';
import type { CommandContext } from '../command-context';
import { statusOf } from '../exit-status';
import { withProject } from '../open';
import { counted } from '../reporter';

export function addPredict(program: Command, context: CommandContext): void {
  program
    .command('predict')
    .description('Predict label maps for any images.')
    .argument('<project>', "the project's folder")
    .requiredOption('--run <run>', 'id of a run, latest, or best (highest mean IoU)')
    .requiredOption('--images <path...>', 'image files and folders')
    .requiredOption('--out <folder>', 'where the label maps go, as indexed PNG')
    .option('--probabilities', 'also the probabilities, float32 [height, width, classes] as .npy')
    .option('--overlay', 'also the image with the classes over it')
    .action((folder, options) =>
      withProject(folder, 'read', 'predict', async (store) => {
        const { predictFolder } = await import('../../engine/inference/predict-folder');
        const run = store.runs.get(options.run);
        const progress = context.reporter.progress('Predicting', 1);
        const outcome = await predictFolder({
          runFolder: run.folder,
          paths: options.images,
          out: options.out,
          probabilities: options.probabilities ?? false,
          overlay: options.overlay ?? false,
          signal: context.signal,
          onProgress: ({ done, total, file }) => progress.update(done, file, total),
        });
        progress.stop();
        for (const notice of outcome.notices) context.reporter.note(notice);
        context.reporter.failures(outcome.failed);
        context.status = statusOf(outcome.written.length, outcome.failed);
        context.reporter.result(
          predictionResultSchema,
          { run: run.id, written: outcome.written.flatMap((image) => image.files), failed: outcome.failed },
          `Predicted ${counted(outcome.written.length, 'image')} into ${options.out}; ${outcome.failed.length} failed.`,
        );
      }),
    );
}
