import { describe, expect, it } from 'vitest';
import {
  fittingView,
  layerOf,
  nextProbability,
  type PaneView,
  viewChoices,
  viewValue,
} from '../../../../src/renderer/inspect/pane-views';

const channels = [{ name: 'background' }, { name: 'membrane' }];

describe('what a pane can show', () => {
  it('lists every view once, the probability of each class after the prediction', () => {
    const choices = viewChoices(channels);
    expect(choices.map(({ words }) => words)).toEqual([
      'Image',
      'Labels',
      'Prediction',
      'Probability of background',
      'Probability of membrane',
      'Error',
      'Loss',
      'Weight map',
      'Weight × loss',
    ]);
    expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
    for (const { value, view } of choices) expect(viewValue(view)).toBe(value);
  });

  it('asks the engine for all but image and labels', () => {
    const own = viewChoices(channels).filter(({ view }) => layerOf(view) === null);
    expect(own.map(({ value }) => value)).toEqual(['image', 'labels']);
  });

  it('falls back to the prediction where the next network has not that class', () => {
    const third: PaneView = { kind: 'probability', channel: 2 };
    expect(fittingView(third, 2)).toEqual({ kind: 'prediction' });
    expect(fittingView(third, 3)).toBe(third);
    expect(fittingView({ kind: 'loss' }, 1)).toEqual({ kind: 'loss' });
  });

  it('goes round the classes', () => {
    const first = nextProbability({ kind: 'error' }, 2);
    const second = nextProbability(first, 2);
    expect([first, second, nextProbability(second, 2)]).toEqual([
      { kind: 'probability', channel: 0 },
      { kind: 'probability', channel: 1 },
      { kind: 'probability', channel: 0 },
    ]);
  });
});
