import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  channelName,
  choiceWords,
  filledChoice,
  firstChoice,
  isChoiceOf,
} from '../../../../src/shared/images/channel-choice';
import { channelsFit } from '../../../../src/shared/training/training-set';

const runs = { seed: 3, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 10_000 : 200 };
const count = fc.integer({ min: 1, max: 64 });

describe('channels that nobody chose', () => {
  it('become as many as networks read wherever an image has more', () => {
    fc.assert(
      fc.property(count, count, (channels, inputChannels) => {
        const choice = firstChoice(channels, inputChannels);
        expect(isChoiceOf(choice, channels)).toBe(true);
        const read = choice?.length ?? channels;
        expect(channelsFit(read, inputChannels)).toBe(channels >= inputChannels || channels === 1);
      }),
      runs,
    );
  });

  it.each([
    [4, 3, [0, 1, 2]],
    [3, 3, null],
    [1, 3, null],
    [2, 3, null],
    // Colour becomes grey by its mean, as everywhere.
    [3, 1, null],
    [2, 1, [0]],
    [5, 1, [0]],
  ])('of %i channels for networks of %i are %j', (channels, inputChannels, choice) => {
    expect(firstChoice(channels, inputChannels)).toEqual(choice);
  });
});

describe('a choice of channels', () => {
  it('holds channels of the page only', () => {
    expect(isChoiceOf([0, 3], 4)).toBe(true);
    expect(isChoiceOf([0, 4], 4)).toBe(false);
    expect(isChoiceOf([-1], 4)).toBe(false);
    expect(isChoiceOf([], 4)).toBe(false);
  });

  it('is filled up to what networks read by the channels of the same place, then by the last', () => {
    expect(filledChoice([3], 4, 3)).toEqual([3, 1, 2]);
    expect(filledChoice(null, 2, 3)).toEqual([0, 1, 1]);
  });

  it('is said in numbers from 1', () => {
    expect(choiceWords([1], 4, 1)).toBe('channel 2');
    expect(choiceWords([0, 1, 3], 4, 3)).toBe('channels 1, 2 and 4');
    expect(choiceWords(null, 3, 3)).toBe('all channels');
    expect(choiceWords(null, 3, 1)).toBe('the mean of all channels');
    expect(choiceWords(null, 4, 3)).toBe('no channels');
    expect(channelName(1, ['DAPI', 'GFP'])).toBe('2 GFP');
    expect(channelName(2, ['DAPI', 'GFP'])).toBe('3');
  });
});
