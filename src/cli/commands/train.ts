import type { Command } from '@commander-js/extra-typings';
import { isLeftOut, resolveSplit } from '../../shared/training/splits';
import type { CommandContext } from '../command-context';
import { followRun } from '../follow-run';
import { withProject } from '../open';
import { numberBetween, oneOf, wholeNumberBetween, wrongUse } from '../parse/options';
import { toRunConfig } from '../parse/run-options';
import { counted } from '../reporter';

/** What a run can be told, whether alone or in a comparison. */
export function withRunOptions(command: Command<[string]>) {
  return command
    .option(
      '--network <kind>',
      'unet, attention-unet or efficientnet-lite0 (unet)',
      oneOf('unet', 'attention-unet', 'efficientnet-lite0'),
    )
    .option('--width <channels>', 'channels of the finest level (16)', wholeNumberBetween(4, 128))
    .option(
      '--depth <levels>',
      'how often the image is halved (4; efficientnet-lite0 3 to 5, 5)',
      wholeNumberBetween(1, 6),
    )
    .option('--random-encoder', 'begin efficientnet-lite0 with random weights, not with those learned on ImageNet')
    .option(
      '--freeze-encoder-epochs <epochs>',
      'how long the pretrained encoder stays as it is (2)',
      wholeNumberBetween(0, 100_000),
    )
    .option(
      '--encoder-rate-factor <factor>',
      'learning rate of the released encoder over that of the rest (0.1)',
      numberBetween(1e-6, 1),
    )
    .option('--deep-supervision', "train the decoder's coarser levels by heads of their own as well")
    .option('--loss <loss>', 'ce, dice, ce+dice or focal (ce)', oneOf('ce', 'dice', 'ce+dice', 'focal'))
    .option('--label-smoothing <share>', '0 to 0.9 (0)', numberBetween(0, 0.9))
    .option('--weighting <spec>', 'e.g. edge:sigma=1,strength=4, or a JSON file (none)')
    .option('--steps <number>', 'length in steps', wholeNumberBetween(1, 10_000_000))
    .option('--epochs <number>', 'length in epochs (20)', wholeNumberBetween(1, 100_000))
    .option('--patch <pixels>', 'side of the training patch (192)', wholeNumberBetween(16, 4096))
    .option('--batch <patches>', 'patches a step (4)', wholeNumberBetween(1, 256))
    .option('--lr <rate>', 'learning rate (0.001)', numberBetween(1e-9, 10))
    .option('--optimizer <kind>', 'adam, adamw or sgd (adam)', oneOf('adam', 'adamw', 'sgd'))
    .option('--schedule <kind>', 'constant, cosine or onecycle (cosine)', oneOf('constant', 'cosine', 'onecycle'))
    .option('--clip-norm <norm>', 'shorten gradients that are longer together (not)', numberBetween(1e-6, 1e6))
    .option(
      '--average-decay <share>',
      'predict with a moving average of the weights that keeps this share a step, e.g. 0.99 (not)',
      numberBetween(0, 0.999999),
    )
    .option('--precision <kind>', 'float32 or bfloat16 (float32)', oneOf('float32', 'bfloat16'))
    .option(
      '--augment <level>',
      'none, light, standard or strong (standard)',
      oneOf('none', 'light', 'standard', 'strong'),
    )
    .option('--validation <choice>', "a share such as 0.2, or names of images (the project's split)");
}

export function addTrain(program: Command, context: CommandContext): void {
  const train = program
    .command('train')
    .description('Train a network on the labelled images. Ctrl+C stops after the step and keeps the run resumable.')
    .argument('<project>', "the project's folder");
  withRunOptions(train)
    .option('--seed <number>', 'starting point of all random draws (0)', wholeNumberBetween(0, 0xffffffff))
    .option(
      '--patience <validations>',
      'stop after so many validations without a better one',
      wholeNumberBetween(1, 10_000),
    )
    .option('--trace <folder>', 'write what another program needs to repeat the first steps')
    .option('--trace-steps <number>', 'how many steps (10)', wholeNumberBetween(1, 1000))
    .action(async (folder, options) => {
      if (options.traceSteps !== undefined && options.trace === undefined) {
        throw wrongUse('--trace-steps is given without --trace.', 'Name a folder with --trace.');
      }
      const config = await toRunConfig(options);
      const trace =
        options.trace === undefined ? undefined : { folder: options.trace, steps: options.traceSteps ?? 10 };
      await withProject(folder, 'runs', 'train', async (store) => {
        const images = store.images.list();
        const split = resolveSplit(images, config.validation, config.seed, store.classes.list());
        const leftOut = images.filter(isLeftOut).length;
        const run = store.runs.create(config, split);
        context.reporter.note(
          `Run ${run.id}: ${counted(split.training.length, 'image')} to train on, ${split.validation.length} to validate${
            leftOut === 0 ? '' : `; ${leftOut} left out of the work`
          }.`,
        );
        await followRun(store, run, { trace, resume: false }, context);
      });
    });
}
