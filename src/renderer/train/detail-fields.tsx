import type { ReactNode } from 'react';
import type { RunConfig } from '../../shared/training/run-config';
import { ChoiceRow } from '../components/choice-row';
import { numberRules } from './form-fields';
import { NumberRow } from './number-row';
import { changeConfig } from './run-form-state';
import { useRuns } from './runs-state';

/** Fields of the details that come and go with a choice. */
interface FieldsProps {
  config: RunConfig;
}

export function OptimizerFields({ config: { optimizer } }: FieldsProps): ReactNode {
  switch (optimizer.kind) {
    case 'adam':
      return null;
    case 'adamw':
      return (
        <NumberRow
          label="Weight decay"
          hint="How strongly the network's weights are drawn towards zero, against learning by heart."
          value={optimizer.weightDecay}
          rule={numberRules.weightDecay}
          onChange={(weightDecay) =>
            changeConfig((present) => ({ ...present, optimizer: { ...optimizer, weightDecay } }))
          }
        />
      );
    case 'sgd':
      return (
        <NumberRow
          label="Momentum"
          hint="How much of the step before goes on in the next."
          value={optimizer.momentum}
          rule={numberRules.momentum}
          onChange={(momentum) => changeConfig((present) => ({ ...present, optimizer: { ...optimizer, momentum } }))}
        />
      );
  }
}

/** Other units keep about the same number of steps. */
export function LengthFields({ config: { length } }: FieldsProps): ReactNode {
  const stepsPerEpoch = useRuns((state) => state.estimate?.stepsPerEpoch ?? 50);
  const { unit, count } = length;
  const inUnit = (next: 'steps' | 'epochs'): number => {
    if (next === unit) return count;
    return next === 'steps' ? count * stepsPerEpoch : Math.max(1, Math.round(count / stepsPerEpoch));
  };
  return (
    <>
      <ChoiceRow
        label="Length in"
        hint={`An epoch is ${stepsPerEpoch} steps here; after each the network is scored on the validation images.`}
        value={unit}
        choices={[
          { value: 'steps', words: 'Steps' },
          { value: 'epochs', words: 'Epochs' },
        ]}
        onChange={(next) => changeConfig((present) => ({ ...present, length: { unit: next, count: inUnit(next) } }))}
      />
      <NumberRow
        key={unit}
        label={unit === 'steps' ? 'Steps' : 'Epochs'}
        hint="How long the run is."
        value={count}
        rule={numberRules[unit]}
        onChange={(next) => changeConfig((present) => ({ ...present, length: { unit, count: next } }))}
      />
    </>
  );
}

export function ValidationFields({ config: { validation } }: FieldsProps): ReactNode {
  return (
    <>
      <ChoiceRow
        label="Validation"
        hint="Images that are kept from training, to see how the network does on images that it has not seen."
        value={validation.kind}
        choices={[
          { value: 'project', words: "The project's split" },
          { value: 'share', words: 'A share of the images' },
          ...(validation.kind === 'images' ? [{ value: 'images' as const, words: validation.names.join(', ') }] : []),
        ]}
        onChange={(kind) => {
          if (kind === 'images') return;
          changeConfig((present) => ({
            ...present,
            validation: kind === 'share' ? { kind, share: 0.2 } : { kind },
          }));
        }}
      />
      {validation.kind === 'share' && (
        <NumberRow
          label="Share"
          unit="%"
          hint="Of the labelled images; drawn by the seed."
          value={Math.round(100 * validation.share)}
          rule={numberRules.validationPercent}
          onChange={(percent) =>
            changeConfig((present) => ({ ...present, validation: { kind: 'share', share: percent / 100 } }))
          }
        />
      )}
    </>
  );
}

export function LossFields({ config: { loss } }: FieldsProps): ReactNode {
  const change = (part: Partial<RunConfig['loss']>): void =>
    changeConfig((present) => ({ ...present, loss: { ...present.loss, ...part } }));
  return (
    <>
      {loss.kind === 'ce+dice' && (
        <NumberRow
          label="Dice share"
          hint="How much of the loss is Dice; the rest is cross-entropy."
          value={loss.diceShare}
          rule={numberRules.diceShare}
          onChange={(diceShare) => change({ diceShare })}
        />
      )}
      {loss.kind === 'focal' && (
        <NumberRow
          label="Focal gamma"
          hint="How much less pixels count that are right already; 0 is cross-entropy."
          value={loss.focalGamma}
          rule={numberRules.focalGamma}
          onChange={(focalGamma) => change({ focalGamma })}
        />
      )}
      <NumberRow
        label="Smoothing"
        hint="Label smoothing: a share of certainty that is spread over all classes, where labels are not sure."
        value={loss.labelSmoothing}
        rule={numberRules.labelSmoothing}
        onChange={(labelSmoothing) => change({ labelSmoothing })}
      />
    </>
  );
}
