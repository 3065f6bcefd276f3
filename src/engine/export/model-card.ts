import { createHash } from 'node:crypto';
import type { Scores } from '../../shared/training/run-events';
import type { Snapshot } from '../../shared/training/snapshot';
import { formatWeighting } from '../../shared/weighting/spec';
import type { TrainedRun } from '../training/trained-run';

/** Everything that a user of the model has to know, as data; the Markdown card is written from it. */
export interface ModelCard {
  name: string;
  run: string;
  checkpoint: string;
  trainedSteps: number;
  createdAt: string;
  network: Snapshot['config']['network'];
  parameters: number;
  receptiveFieldPx: number;
  input: { name: 'image'; shape: [null, null, null, number]; dtype: 'float32'; lo: number[]; hi: number[] };
  output: { name: 'probabilities'; shape: [null, null, null, number]; dtype: 'float32' };
  /** In the order of the output's channels. */
  classes: { channel: number; id: number; name: string; color: string }[];
  data: { trainingImages: number; validationImages: number; sha256: string };
  training: { loss: string; weighting: string; config: Snapshot['config'] };
  /** The last scores on validation images up to the checkpoint; null where there were none. */
  validation: { step: number; loss: number; scores: Scores } | null;
  /** Null in a card that is shown before the model is written. */
  verification: { images: number; maxDifference: number } | null;
  limits: string[];
}

export type CardFacts = Pick<ModelCard, 'parameters' | 'receptiveFieldPx' | 'verification'>;

export function modelCard(
  run: Pick<TrainedRun, 'snapshot' | 'prepared' | 'state' | 'checkpoint'>,
  facts: CardFacts,
): ModelCard {
  const { snapshot, prepared, state } = run;
  const { config, inputChannels, channels, images } = snapshot;
  const { lastScores, lastValidationLoss, lastValidatedStep } = state;
  return {
    name: `${snapshot.projectName}, ${snapshot.runId}`,
    run: snapshot.runId,
    checkpoint: run.checkpoint,
    trainedSteps: state.step,
    createdAt: snapshot.createdAt,
    network: config.network,
    parameters: facts.parameters,
    receptiveFieldPx: facts.receptiveFieldPx,
    input: {
      name: 'image',
      shape: [null, null, null, inputChannels],
      dtype: 'float32',
      lo: prepared.lo,
      hi: prepared.hi,
    },
    output: { name: 'probabilities', shape: [null, null, null, channels.length], dtype: 'float32' },
    classes: channels.map(({ id, name, color }, channel) => ({ channel, id, name, color })),
    data: {
      trainingImages: images.filter(({ split }) => split === 'training').length,
      validationImages: images.filter(({ split }) => split === 'validation').length,
      sha256: dataHash(snapshot),
    },
    training: { loss: config.loss.kind, weighting: formatWeighting(config.weighting), config },
    validation:
      lastScores && lastValidationLoss !== null
        ? { step: lastValidatedStep, loss: lastValidationLoss, scores: lastScores }
        : null,
    verification: facts.verification,
    limits: limits(snapshot, lastScores !== null),
  };
}

/** One hash over the images' contents and splits, so that two models can be told to come from the same data. */
function dataHash(snapshot: Snapshot): string {
  const lines = snapshot.images.map(({ sha256, split, labelRevision }) => `${sha256} ${split} ${labelRevision}`);
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

function limits(snapshot: Snapshot, isValidated: boolean): string[] {
  const { config, images } = snapshot;
  const training = images.filter(({ split }) => split === 'training').length;
  return [
    `It has seen ${training} training ${training === 1 ? 'image' : 'images'}; on images of another kind, scale or contrast it may be wrong without looking unsure.`,
    isValidated
      ? 'The checkpoint was chosen on the validation images, so scores on them are a little too good.'
      : 'It was never scored on images that it had not trained on.',
    `Probabilities are not calibrated${config.weighting.terms.length > 0 ? ', and weighted training shifts them towards the pixels of high weight' : ''}.`,
    'Whole images go through the network at once; memory grows with their area.',
  ];
}
