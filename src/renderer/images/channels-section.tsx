import { type ReactNode, useEffect, useState } from 'react';
import type { ChannelGroup } from '../../shared/contract/images';
import { type ChannelChoice, channelName, choiceWords, filledChoice } from '../../shared/images/channel-choice';
import { useOpenProject } from '../app/app-state';
import { act, ask } from '../app/client';
import { useNotices } from '../app/notices';
import { counted } from '../app/words';
import { ChoiceRow } from '../components/choice-row';
import { Section } from '../components/section';
import { useImages } from './images-state';

/** Which channels of images that have several become those that networks read; nothing where there is nothing to choose. */
export function ChannelsSection({ isReadOnly }: { isReadOnly: boolean }): ReactNode {
  const inputChannels = useOpenProject()?.inputChannels ?? 1;
  const groups = useChannelGroups(inputChannels);
  if (groups.length === 0) return null;
  return (
    <Section title="Channels">
      {groups.map((group) => (
        <GroupRows key={group.channels} group={group} inputChannels={inputChannels} isReadOnly={isReadOnly} />
      ))}
    </Section>
  );
}

interface GroupRowsProps {
  group: ChannelGroup;
  inputChannels: number;
  isReadOnly: boolean;
}

function GroupRows({ group, inputChannels, isReadOnly }: GroupRowsProps): ReactNode {
  const { channels, images, choice, names } = group;
  const isGrey = inputChannels === 1;
  const isFitting = choice === null ? isGrey || channels === inputChannels : choice.length === inputChannels;
  const filled = filledChoice(choice, channels, inputChannels);
  const all = Array.from({ length: channels }, (_, channel) => ({
    value: String(channel),
    words: channelName(channel, names),
  }));
  const none = isGrey ? 'mean of all' : 'not chosen';
  const isUnchosen = choice === null && channels !== inputChannels;
  const choose = (place: number, value: string): void => {
    const chosen = filled.map((channel, index) => (index === place ? Number(value) : channel));
    act(() => change(group, value === '' ? null : chosen, inputChannels));
  };
  return (
    <fieldset className="channel-group">
      <legend className="visually-hidden">Images of {channels} channels</legend>
      <p className="section-note">
        {counted(images, 'image')} of {channels} channels:{' '}
        {isFitting
          ? `networks read ${choiceWords(choice, channels, inputChannels)}.`
          : `networks read ${inputChannels}. Choose which, or training leaves ${images === 1 ? 'it' : 'them'} out.`}
      </p>
      {filled.map((channel, place) => (
        <ChoiceRow
          key={placeName(place, inputChannels)}
          label={placeName(place, inputChannels)}
          hint="For training as well as for looking, and for all images of as many channels."
          value={isUnchosen ? '' : String(channel)}
          choices={isGrey || isUnchosen ? [{ value: '', words: none }, ...all] : all}
          disabled={isReadOnly}
          onChange={(value) => choose(place, value)}
        />
      ))}
    </fieldset>
  );
}

async function change(group: ChannelGroup, choice: ChannelChoice, inputChannels: number): Promise<void> {
  const { channels } = group;
  const set = (chosen: ChannelChoice) =>
    ask('images.chooseChannels', { channels, choice: chosen === null ? null : [...chosen] });
  await set(choice);
  useNotices
    .getState()
    .showDone(
      `Of ${channels} channels networks read ${choiceWords(choice, channels, inputChannels)} now. Those trained before read other ones.`,
      () => set(group.choice),
    );
}

/** Three channels are seen as red, green and blue. */
function placeName(place: number, inputChannels: number): string {
  if (inputChannels === 1) return 'Grey';
  return (inputChannels === 3 ? ['Red', 'Green', 'Blue'][place] : undefined) ?? `Channel ${place + 1}`;
}

function useChannelGroups(inputChannels: number): readonly ChannelGroup[] {
  const [groups, setGroups] = useState<readonly ChannelGroup[]>([]);
  // The statistics are replaced when anything changed; what is shown here follows.
  const statistics = useImages((state) => state.statistics);
  useEffect(() => {
    let isCurrent = statistics !== undefined && inputChannels > 0;
    act(async () => {
      const answer = await ask('images.channels', null);
      if (isCurrent) setGroups(answer);
    });
    return () => {
      isCurrent = false;
    };
  }, [statistics, inputChannels]);
  return groups;
}
