import type { ReactNode } from 'react';
import { networkSchema, type RunConfig } from '../../shared/training/run-config';
import { ChoiceRow } from '../components/choice-row';
import { numberRules } from './form-fields';
import { NumberRow } from './number-row';
import { changeConfig } from './run-form-state';

/** Fields of the details for what most runs leave out. */
interface FieldsProps {
  config: RunConfig;
}

/** What happens to an encoder that came with what it had learned; nothing is shown for other networks. */
export function EncoderFields({ config: { network, freezeEncoderEpochs, encoderRateFactor } }: FieldsProps): ReactNode {
  if (network.kind !== 'efficientnet-lite0') return null;
  return (
    <>
      <ChoiceRow
        label="Encoder"
        hint="Begins with what it learned from a million photos, or with random weights, to see what that is worth."
        value={network.pretrained ? 'pretrained' : 'random'}
        choices={[
          { value: 'pretrained', words: 'Pretrained' },
          { value: 'random', words: 'Random weights' },
        ]}
        onChange={(start) =>
          changeConfig((present) => ({
            ...present,
            network: networkSchema.parse({ ...present.network, pretrained: start === 'pretrained' }),
          }))
        }
      />
      {network.pretrained && (
        <>
          <NumberRow
            label="Frozen for"
            unit="epochs"
            hint="How long the encoder stays as it came, while the rest learns to use it. With 0 it is trained from the start."
            value={freezeEncoderEpochs}
            rule={numberRules.freezeEncoderEpochs}
            onChange={(next) => changeConfig((present) => ({ ...present, freezeEncoderEpochs: next }))}
          />
          <NumberRow
            label="Encoder rate"
            hint="Learning rate of the encoder afterwards, as a share of that of the rest: small, so that it does not forget."
            value={encoderRateFactor}
            rule={numberRules.encoderRateFactor}
            onChange={(next) => changeConfig((present) => ({ ...present, encoderRateFactor: next }))}
          />
        </>
      )}
    </>
  );
}

export function SupervisionField({ config: { deepSupervision } }: FieldsProps): ReactNode {
  return (
    <ChoiceRow
      label="Supervision"
      hint="Whether coarser levels of the network are told the right answer as well. Deep supervision can steady large networks; steps take a little longer."
      value={deepSupervision ? 'deep' : 'output'}
      choices={[
        { value: 'output', words: 'At the output' },
        { value: 'deep', words: 'At all levels (deep)' },
      ]}
      onChange={(value) => changeConfig((present) => ({ ...present, deepSupervision: value === 'deep' }))}
    />
  );
}

/** What a limit starts with when it is put on: gradients are rarely longer once a run is on its way. */
const USUAL_NORM = 1;

export function ClipFields({ config: { clipNorm } }: FieldsProps): ReactNode {
  return (
    <>
      <ChoiceRow
        label="Gradients"
        hint="Whether one step may go as far as its gradient says. Shortened ones keep a single odd patch from undoing much."
        value={clipNorm === null ? 'free' : 'limited'}
        choices={[
          { value: 'free', words: 'As they are' },
          { value: 'limited', words: 'Shortened when long' },
        ]}
        onChange={(value) =>
          changeConfig((present) => ({ ...present, clipNorm: value === 'free' ? null : USUAL_NORM }))
        }
      />
      {clipNorm !== null && (
        <NumberRow
          label="Longest"
          hint="Norm of all gradients together that is not exceeded."
          value={clipNorm}
          rule={numberRules.clipNorm}
          onChange={(next) => changeConfig((present) => ({ ...present, clipNorm: next }))}
        />
      )}
    </>
  );
}

/** Averages over about the last hundred steps. */
const USUAL_DECAY = 0.99;

export function AverageFields({ config: { averageDecay } }: FieldsProps): ReactNode {
  return (
    <>
      <ChoiceRow
        label="Predict with"
        hint="The network as it is after a step, or a moving average over many steps, which is often a little better and less jumpy."
        value={averageDecay === null ? 'last' : 'average'}
        choices={[
          { value: 'last', words: 'The latest step' },
          { value: 'average', words: 'A moving average' },
        ]}
        onChange={(value) =>
          changeConfig((present) => ({ ...present, averageDecay: value === 'last' ? null : USUAL_DECAY }))
        }
      />
      {averageDecay !== null && (
        <NumberRow
          label="Average keeps"
          hint={`Share of the average that stays at each step. This one reaches back about ${reach(averageDecay)} steps; a run should be several times as long.`}
          value={averageDecay}
          rule={numberRules.averageDecay}
          onChange={(next) => changeConfig((present) => ({ ...present, averageDecay: next }))}
        />
      )}
    </>
  );
}

/** Steps after which a step's part in the average has fallen to 1/e. */
function reach(decay: number): number {
  return Math.max(1, Math.round(1 / (1 - decay)));
}
