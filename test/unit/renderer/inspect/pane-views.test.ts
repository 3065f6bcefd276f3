import { describe, expect, it } from 'vitest';
import {
  fittingView,
  layerOf,
  nextProbability,
  type PaneView,
  type Shown,
  viewGroups,
  viewValue,
} from '../../../../src/renderer/inspect/pane-views';
import { runIdSchema } from '../../../../src/shared/ids';

const other = runIdSchema.parse('run-002');
const network: Shown = {
  channels: [{ name: 'background' }, { name: 'membrane' }],
  layers: [
    { name: 'encoder0/conv0', kind: 'convolution', stride: 1, channels: 16 },
    { name: 'decoder1/attention/map', kind: 'attention-map', stride: 2, channels: 1 },
  ],
  others: [{ id: other, words: '2 · edge' }],
};

describe('what a pane can show', () => {
  it('lists every view once by group, the probability of each class after the prediction', () => {
    const groups = viewGroups(network);
    expect(groups.map(({ name, choices }) => [name, choices.map(({ words }) => words)])).toEqual([
      [
        'Image and prediction',
        [
          'Image',
          'Labels',
          'Prediction',
          'Probability of background',
          'Probability of membrane',
          'Error',
          'Loss',
          'Weight map',
          'Weight × loss',
          'Entropy',
        ],
      ],
      ['Difference', ['Against 2 · edge']],
      ['Attention', ['decoder1/attention/map, 1 channel, 1/2']],
      ['Inside the network', ['encoder0/conv0, 16 channels, full size']],
    ]);
    const choices = groups.flatMap((group) => group.choices);
    expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
    for (const { value, view } of choices) expect(viewValue(view)).toBe(value);
  });

  it('leaves out groups with nothing in them', () => {
    expect(viewGroups({ ...network, layers: [], others: [] }).map(({ name }) => name)).toEqual([
      'Image and prediction',
    ]);
  });

  it('asks the engine for all but image and labels', () => {
    const own = viewGroups(network)
      .flatMap(({ choices }) => choices)
      .filter(({ view }) => layerOf(view) === null);
    expect(own.map(({ value }) => value)).toEqual(['image', 'labels']);
  });

  it('falls back to the prediction where the next network has not that class, layer or run beside it', () => {
    const views: PaneView[] = [
      { kind: 'probability', channel: 1 },
      { kind: 'activation', layer: 'encoder0/conv0' },
      { kind: 'difference', run: other },
    ];
    for (const view of views) {
      expect(fittingView(view, network)).toBe(view);
      expect(fittingView(view, { channels: [{ name: 'one' }], layers: [], others: [] })).toEqual({
        kind: 'prediction',
      });
    }
    expect(fittingView({ kind: 'loss' }, { channels: [], layers: [], others: [] })).toEqual({ kind: 'loss' });
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
