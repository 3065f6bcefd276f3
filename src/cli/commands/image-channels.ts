import { type Command, InvalidArgumentError } from '@commander-js/extra-typings';
import type { ProjectStore } from '../../main/store/project-store';
import type { ChannelGroup } from '../../main/store/records';
import { imagesChannelsSchema } from '../../shared/contract/results/images';
import { choiceWords } from '../../shared/images/channel-choice';
import type { CommandContext } from '../command-context';
import { withProject } from '../open';
import { wholeNumberBetween, wrongUse } from '../parse/options';
import { counted } from '../reporter';

export function addImageChannels(images: Command, context: CommandContext): void {
  images
    .command('channels')
    .description('Which channels networks read of images that have several; choose others for all of as many.')
    .argument('<project>', "the project's folder")
    .option('--use <channels>', 'numbers from 1 in the order in which they are read, as 1,2,4; or all', parseChoice)
    .option(
      '--of <number>',
      'of the images of so many channels, where there are several kinds',
      wholeNumberBetween(2, 1024),
    )
    .action((folder, { use, of }) =>
      withProject(folder, use === undefined ? 'read' : 'write', 'images channels', (store) => {
        const changed = use === undefined ? 0 : choose(store, use === 'all' ? null : use, of);
        const { inputChannels } = store.project.read();
        const groups = store.images.channelGroups();
        context.reporter.result(
          imagesChannelsSchema,
          {
            inputChannels,
            changed,
            groups: groups.map(({ channels, images: count, choice }) => ({
              channels,
              images: count,
              choice: choice?.map((channel) => channel + 1) ?? null,
            })),
          },
          groups.length === 0
            ? 'No image has several channels.'
            : groups.map((group) => groupWords(group, inputChannels)).join('\n'),
        );
        if (changed > 0) {
          context.reporter.note(
            `${counted(changed, 'image')} read otherwise now; networks trained before read other channels.`,
          );
        }
      }),
    );
}

/** @throws Problem usage-options, channel-choice-invalid */
function choose(store: ProjectStore, choice: number[] | null, of: number | undefined): number {
  const groups = store.images.channelGroups();
  const [first] = groups;
  const channels = of ?? (groups.length === 1 ? first?.channels : undefined);
  if (channels !== undefined && groups.some((group) => group.channels === channels)) {
    return store.images.chooseChannels(channels, choice);
  }
  const kinds = groups.map((group) => group.channels).join(', ');
  if (groups.length === 0) throw wrongUse('No image has several channels.', 'There is nothing to choose.');
  throw wrongUse('It is not said of which images the channels are chosen.', `Give --of with one of ${kinds}.`);
}

function groupWords({ channels, images, choice }: ChannelGroup, inputChannels: number): string {
  return `${counted(images, 'image')} of ${channels} channels: networks read ${choiceWords(choice, channels, inputChannels)}.`;
}

/** Counted from 0. */
function parseChoice(text: string): number[] | 'all' {
  if (text === 'all') return text;
  const numbers = text.split(',').map((part) => (/^\s*[1-9]\d{0,3}\s*$/.test(part) ? Number(part) : Number.NaN));
  if (numbers.some(Number.isNaN)) throw new InvalidArgumentError(`"${text}" is not a list of channels as 1,2,4.`);
  return numbers.map((number) => number - 1);
}
