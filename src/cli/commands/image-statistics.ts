import type { Command } from '@commander-js/extra-typings';
import Table from 'cli-table3';
import { imagesStatisticsSchema } from '../../shared/contract/results/images';
import { imageStatuses, statusWords } from '../../shared/images/status';
import type { CommandContext } from '../command-context';
import { withProject } from '../open';
import { wholeNumberBetween } from '../parse/options';
import { counted } from '../reporter';

export function addImageStatistics(images: Command, context: CommandContext): void {
  images
    .command('statistics')
    .description('How far the work is: images by status and split, time spent on an image, working sessions.')
    .argument('<project>', "the project's folder")
    .option('--sessions <number>', 'how many working sessions, the newest first', wholeNumberBetween(0, 100_000), 10)
    .action((folder, { sessions: limit }) =>
      withProject(folder, 'read', 'images statistics', (store) => {
        const { images: count, statuses, splits, missingImages, msPerImage } = store.project.statistics();
        const sessions = store.sessions.list(limit);
        const minutesPerImage = msPerImage === null ? null : msPerImage / 60_000;
        const table = new Table({
          head: ['opened (UTC)', 'program', 'active minutes', 'strokes', 'images'],
          style: { head: [], border: [] },
        });
        for (const { openedAt, program, activeMinutes, strokes, imagesTouched } of sessions) {
          table.push([openedAt.slice(0, 16).replace('T', ' '), program, activeMinutes, strokes, imagesTouched]);
        }
        context.reporter.result(
          imagesStatisticsSchema,
          { images: count, statuses, splits, missing: missingImages, minutesPerImage, sessions },
          [
            `${counted(count, 'image')}: ${imageStatuses.map((status) => `${statuses[status]} ${statusWords(status)}`).join(', ')}`,
            `${splits.training} to train on, ${splits.validation} to validate, ${splits.test} to test, ${splits.none} in no split`,
            ...(missingImages > 0 ? [`${missingImages} missing`] : []),
            ...(minutesPerImage === null ? [] : [`about ${minutesPerImage.toFixed(1)} min an image`]),
            ...(sessions.length === 0 ? [] : [table.toString()]),
          ].join('\n'),
        );
      }),
    );
}
