import { type ChannelChoice, firstChoice, isChoiceOf } from '../../shared/images/channel-choice';
import { Problem } from '../../shared/problem';
import { channelChoiceOf } from './image-rows';
import type { ChannelGroup } from './records';
import type { StoreContext } from './store-context';

interface GroupRow {
  channels: number;
  images: number;
  /** Of the image that was added last. */
  newest: number;
  path: string;
  channel_choice: string | null;
}

export interface ChannelGroups {
  list(): ChannelGroup[];
  /** Within a transaction. @returns images that are read otherwise now @throws Problem channel-choice-invalid */
  choose(channels: number, choice: ChannelChoice): number;
  /** Within a transaction: what pages of so many channels become, as far as was asked; looked up once for each. */
  chooser(): (channels: number) => ChannelChoice;
}

/** What becomes of images of several channels: one choice for all pages of as many. */
export function makeChannelGroups({ db }: StoreContext): ChannelGroups {
  const groups = db.prepare<[], GroupRow>(
    // Of a bare column beside max, SQLite gives the value of that row.
    `SELECT channels, count(*) AS images, max(key) AS newest, path, channel_choice FROM images
     WHERE removed_at IS NULL AND channels > 1 GROUP BY channels ORDER BY channels`,
  );
  const newest = db.prepare<[number], Pick<GroupRow, 'channel_choice'>>(
    'SELECT channel_choice FROM images WHERE channels = ? AND removed_at IS NULL ORDER BY key DESC LIMIT 1',
  );
  const settings = db.prepare<[], { inputChannels: number }>('SELECT input_channels AS inputChannels FROM project');
  // Removed ones as well, so that they come back as the others are. How they look is another matter now.
  const set = db.prepare<[string | null, number, string | null]>(
    'UPDATE images SET channel_choice = ?, perceptual_hash = NULL WHERE channels = ? AND channel_choice IS NOT ?',
  );
  return {
    list: () =>
      groups.all().map((row) => ({
        channels: row.channels,
        images: row.images,
        choice: channelChoiceOf(row),
        path: row.path,
      })),
    choose: (channels, choice) => {
      if (!isChoiceOf(choice, channels)) throw notOfPage(channels);
      const text = choice === null ? null : JSON.stringify(choice);
      return set.run(text, channels, text).changes;
    },
    chooser: () => {
      const known = new Map<number, ChannelChoice>();
      return (channels) => {
        const before = known.get(channels);
        if (before !== undefined) return before;
        const row = newest.get(channels);
        const choice =
          row === undefined ? firstChoice(channels, settings.get()?.inputChannels ?? 1) : channelChoiceOf(row);
        known.set(channels, choice);
        return choice;
      };
    },
  };
}

function notOfPage(channels: number): Problem {
  return new Problem(
    'channel-choice-invalid',
    `Images of ${channels} channels have no such channel.`,
    `Choose from 1 to ${channels}.`,
  );
}
