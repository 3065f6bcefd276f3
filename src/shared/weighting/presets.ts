import { edgeTermSchema, termSchema, type Weighting, weightingSchema } from './schema';

export interface WeightingPreset {
  name: string;
  /** What it does and when to take it, in a sentence. */
  sentence: string;
  weighting: Weighting;
}

/**
 * The plain form of a weighting, `loss = ce * n`: floor 0, strength 1, min-max everywhere, edges by `l1`. Pixels of
 * weight 0 then teach nothing (see `weightingWarnings`).
 */
export function plainForm(weighting: Weighting): Weighting {
  return weightingSchema.parse({
    terms: weighting.terms.map((term) => ({
      ...term,
      normaliser: 'min-max',
      ...(term.source === 'edge' ? { magnitude: 'l1' } : {}),
    })),
    floor: 0,
    strength: 1,
    schedule: { kind: 'constant' },
  });
}

const edge = edgeTermSchema.parse({ source: 'edge' });
const darkRegion = termSchema.parse({ source: 'region' });
const feature = termSchema.parse({ source: 'feature' });
const balance = termSchema.parse({ source: 'balance' });
const border = termSchema.parse({ source: 'border' });
const painted = termSchema.parse({ source: 'painted' });

function ofTerms(...terms: Weighting['terms']): Weighting {
  return weightingSchema.parse({ terms });
}

export const presets = {
  none: {
    name: 'None',
    sentence: 'Every labelled pixel counts the same.',
    weighting: ofTerms(),
  },
  edge: {
    name: 'Edges',
    sentence:
      'Pixels where the image changes sharply count up to five times as much, for thin lines and exact outlines.',
    weighting: ofTerms(edge),
  },
  smoothEdge: {
    name: 'Smoothed edges',
    sentence: 'As edges, with noise smoothed away first, for grainy images.',
    weighting: ofTerms({ ...edge, sigma: 1, normaliser: 'percentile' }),
  },
  region: {
    name: 'Dark regions',
    sentence: 'Pixels darker than half the range count five times as much, for dark structures on a bright ground.',
    weighting: ofTerms(darkRegion),
  },
  edgeAndRegion: {
    name: 'Edges and dark regions',
    sentence: 'Edges for the greater part, dark regions for the rest.',
    weighting: ofTerms({ ...edge, share: 0.7 }, { ...darkRegion, share: 0.3 }),
  },
  feature: {
    name: 'Pretrained features',
    sentence: 'Pixels that a network trained on photographs reacts to count more, from fine contours to whole objects.',
    weighting: ofTerms(feature),
  },
  balance: {
    name: 'Class balance',
    sentence: 'Pixels of rare classes count more than those of frequent ones, going by the painted labels.',
    weighting: ofTerms(balance),
  },
  border: {
    name: 'Borders between objects',
    sentence:
      'Pixels between two objects that nearly touch count up to five times as much, so that neighbours stay apart; going by the painted labels.',
    weighting: ofTerms(border),
  },
  edgeAndBorder: {
    name: 'Edges and borders',
    sentence:
      'For thin structures that touch: edges of the image for the greater part, borders between objects for the rest.',
    weighting: ofTerms({ ...edge, sigma: 1, share: 0.6 }, { ...border, share: 0.4 }),
  },
  painted: {
    name: 'Painted importance',
    sentence: 'What you paint with the importance brush on Paint counts more, for what no other source finds.',
    weighting: ofTerms(painted),
  },
  plain: {
    name: 'Plain form',
    sentence:
      'The loss is multiplied by the edge map as it is, the form in which such losses are usually written down.',
    weighting: plainForm(ofTerms(edge)),
  },
} satisfies Record<string, WeightingPreset>;
