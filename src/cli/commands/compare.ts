import type { Command } from '@commander-js/extra-typings';
import { compareMeasureSchema } from '../../shared/training/compare/image-counts';
import { labelledTestImages, resolveSplit } from '../../shared/training/splits';
import type { CommandContext } from '../command-context';
import { workThrough } from '../compare/work-through';
import { withProject } from '../open';
import { configurationsOfFile, configurationsOfWeightings } from '../parse/configurations';
import { oneOf, wholeNumberBetween, wrongUse } from '../parse/options';
import { toRunConfig } from '../parse/run-options';
import { counted } from '../reporter';
import { withRunOptions } from './train';

export function addCompare(program: Command, context: CommandContext): void {
  const compare = program
    .command('compare')
    .description(
      'Compare weightings or other configurations fairly: same images, first variables, batches and augmentations for each seed. Ctrl+C keeps what is done; go on with: comparisons resume.',
    )
    .argument('<project>', "the project's folder");
  withRunOptions(compare)
    .option('--weightings <list>', "weightings to compare, the first is the baseline, e.g. 'none;edge:sigma=1.5'")
    .option('--configs <file>', 'JSON: a list of objects with a name and what differs from the options given here')
    .option('--seeds <number>', 'how many seeds, counted from --first-seed (5)', wholeNumberBetween(1, 100))
    .option('--first-seed <number>', 'the first of them (0)', wholeNumberBetween(0, 0xffffff00))
    .option(
      '--measure <score>',
      'what the verdict goes by: iou or boundary-iou (iou)',
      oneOf(...compareMeasureSchema.options),
    )
    .option('--class <name>', 'go by this class (the mean over all classes)')
    .option('--out <folder>', "where the report is written (the comparison's folder in the project)")
    .action(async (folder, options) => {
      const { weightings, configs, measure, class: className, out } = options;
      if ((weightings === undefined) === (configs === undefined)) {
        throw wrongUse(
          weightings === undefined ? 'Nothing is said to compare.' : 'Both --weightings and --configs are given.',
          "Give one of them, for example --weightings 'none;edge'.",
        );
      }
      if (weightings !== undefined && options.weighting !== undefined) {
        throw wrongUse('--weighting is given beside --weightings.', 'Name all weightings in --weightings.');
      }
      const base = await toRunConfig(options);
      const configurations =
        weightings === undefined
          ? await configurationsOfFile(configs ?? '', base)
          : await configurationsOfWeightings(weightings, base);
      if (configurations.length < 2) throw wrongUse('Only one configuration is named.', 'Name at least two.');
      if (configurations.length > 50)
        throw wrongUse('More than 50 configurations are named.', 'Compare fewer at once.');
      const firstSeed = options.firstSeed ?? 0;
      const seeds = Array.from({ length: options.seeds ?? 5 }, (_, index) => firstSeed + index);
      await withProject(folder, 'runs', 'compare', async (store) => {
        const images = store.images.list();
        const split = resolveSplit(images, base.validation, firstSeed, store.classes.list());
        const test = labelledTestImages(images);
        const comparison = store.comparisons.create(
          { version: 1, configurations, seeds, primary: { measure: measure ?? 'iou', className: className ?? null } },
          { ...split, test },
        );
        const scored = comparison.scoredOn === 'test' ? test.length : split.validation.length;
        context.reporter.note(
          `${comparison.id}: ${configurations.length} configurations with ${counted(seeds.length, 'seed')}, ${counted(split.training.length, 'image')} to train on, scored on ${counted(scored, `${comparison.scoredOn} image`)}.`,
        );
        await workThrough(store, comparison, context, out);
      });
    });
}
