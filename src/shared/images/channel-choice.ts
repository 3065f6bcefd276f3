/**
 * Which channels of a page become those that networks read, in this order; null: as the file has them. It belongs to all
 * images of a project whose pages have as many channels, so that a network's channel always means the same.
 */
export type ChannelChoice = readonly number[] | null;

/**
 * What images become that are the project's first with so many channels: the first ones, as many as networks read. Colour
 * becomes grey by its mean; other channels have nothing in common that a mean would show, so that one is taken.
 * @param channels of the page @param inputChannels that networks read
 */
export function firstChoice(channels: number, inputChannels: number): number[] | null {
  if (inputChannels > 1) return channels > inputChannels ? firstOf(inputChannels) : null;
  return channels === 1 || channels === 3 ? null : [0];
}

/** Whether each channel of the choice is one of the page's. */
export function isChoiceOf(choice: ChannelChoice, channels: number): boolean {
  return choice === null || (choice.length > 0 && choice.every((channel) => channel >= 0 && channel < channels));
}

/** What fills the places that nobody chose for: the channel of the same number, or the last. */
export function filledChoice(choice: ChannelChoice, channels: number, inputChannels: number): number[] {
  return Array.from({ length: inputChannels }, (_, place) => choice?.[place] ?? Math.min(place, channels - 1));
}

/** The name of a channel: its number from 1, and what the file calls it. @param channel counted from 0 */
export function channelName(channel: number, names: readonly string[]): string {
  const name = names[channel];
  return name === undefined || name === '' ? `${channel + 1}` : `${channel + 1} ${name}`;
}

/** `channel 2`, `channels 1, 2 and 4`; null is what happens to all of them. */
export function choiceWords(choice: ChannelChoice, channels: number, inputChannels: number): string {
  if (choice === null) return unchosenWords(channels, inputChannels);
  const numbers = choice.map((channel) => `${channel + 1}`);
  const last = numbers.pop() ?? '';
  return numbers.length === 0 ? `channel ${last}` : `channels ${numbers.join(', ')} and ${last}`;
}

function unchosenWords(channels: number, inputChannels: number): string {
  if (channels === inputChannels) return 'all channels';
  return inputChannels === 1 ? 'the mean of all channels' : 'no channels';
}

function firstOf(count: number): number[] {
  return Array.from({ length: count }, (_, channel) => channel);
}
