import type { ReactNode } from 'react';
import {
  type Augmentation,
  augmentationSchema,
  type OptimizerConfig,
  optimizerSchema,
  type Precision,
  precisionSchema,
  type RateSchedule,
  rateScheduleSchema,
} from '../../shared/training/run-config';
import { ChoiceRow } from '../components/choice-row';
import { Section } from '../components/section';
import { LengthFields, LossFields, OptimizerFields, PatienceFields, ValidationFields } from './detail-fields';
import { AverageFields, ClipFields, EncoderFields, SupervisionField } from './extra-fields';
import { numberRules } from './form-fields';
import { NumberRow } from './number-row';
import type { NextRun } from './run-form';
import { changeConfig } from './run-form-state';
import { augmentationWords, optimizerNames, precisionWords, scheduleWords } from './run-words';
import { useRuns } from './runs-state';

const presetNames = { quick: 'Quick', good: 'Good', best: 'Best' };

/** Everything else that decides a run. */
export function RunDetails({ next: { preset, config } }: { next: NextRun }): ReactNode {
  const hasBfloat16 = useRuns((state) => state.facts?.hasBfloat16 ?? false);
  return (
    <Section title="Details" startsFolded goesOnFolded>
      <p className="run-sentence">
        {preset === 'own'
          ? 'Set by hand. Quick, Good and Best choose all of them again.'
          : `Chosen by ${presetNames[preset]} from your images and this computer; change what you like.`}
      </p>
      <ChoiceRow
        label="Optimiser"
        hint="How the weights of the network follow the gradient."
        value={config.optimizer.kind}
        choices={optimizers}
        onChange={(kind) => changeConfig((present) => ({ ...present, optimizer: optimizerSchema.parse({ kind }) }))}
      />
      <OptimizerFields config={config} />
      <NumberRow
        label="Learning rate"
        hint="How far a step goes. Too high and the loss jumps; too low and it hardly falls."
        value={config.learningRate}
        rule={numberRules.learningRate}
        onChange={(learningRate) => changeConfig((present) => ({ ...present, learningRate }))}
      />
      <ChoiceRow
        label="Schedule"
        hint="How the learning rate goes through the run: level, falling, or up and then down."
        value={config.schedule}
        choices={schedules}
        onChange={(schedule) => changeConfig((present) => ({ ...present, schedule }))}
      />
      <EncoderFields config={config} />
      <LengthFields config={config} />
      <NumberRow
        label="Patch"
        unit="px"
        hint="Side of the square pieces that it trains on; a multiple of 2 to the depth."
        value={config.patch}
        rule={{ ...numberRules.patch, multiple: 2 ** config.network.depth }}
        onChange={(patch) => changeConfig((present) => ({ ...present, patch }))}
      />
      <NumberRow
        label="Batch"
        hint="Patches a step. More make steadier steps and take more memory."
        value={config.batch}
        rule={numberRules.batch}
        onChange={(batch) => changeConfig((present) => ({ ...present, batch }))}
      />
      <ChoiceRow
        label="Augment"
        hint="How much patches are turned, scaled and changed in brightness, so that few images go further."
        value={config.augmentation}
        choices={augmentations}
        onChange={(augmentation) => changeConfig((present) => ({ ...present, augmentation }))}
      />
      <ChoiceRow
        label="Precision"
        hint={
          hasBfloat16
            ? 'This computer computes bfloat16 faster than float32.'
            : 'This computer has no bfloat16 of its own: it would be slower and less exact.'
        }
        value={config.precision}
        choices={precisions}
        onChange={(precision) => changeConfig((present) => ({ ...present, precision }))}
      />
      <ValidationFields config={config} />
      <NumberRow
        label="Seed"
        hint="Where all random draws start. The same seed repeats the run; another shows how much is chance."
        value={config.seed}
        rule={numberRules.seed}
        onChange={(seed) => changeConfig((present) => ({ ...present, seed }))}
      />
      <PatienceFields config={config} />
      <LossFields config={config} />
      <SupervisionField config={config} />
      <ClipFields config={config} />
      <AverageFields config={config} />
      <NumberRow
        label="Boundary"
        unit="px"
        hint="How near to an outline a pixel has to be to count for Boundary IoU."
        value={config.boundaryDistancePx}
        rule={numberRules.boundaryDistancePx}
        onChange={(boundaryDistancePx) => changeConfig((present) => ({ ...present, boundaryDistancePx }))}
      />
    </Section>
  );
}

const optimizers: { value: OptimizerConfig['kind']; words: string }[] = [
  { value: 'adam', words: optimizerNames.adam },
  { value: 'adamw', words: optimizerNames.adamw },
  { value: 'sgd', words: optimizerNames.sgd },
];
const schedules: { value: RateSchedule; words: string }[] = choicesOf(rateScheduleSchema.options, scheduleWords);
const augmentations: { value: Augmentation; words: string }[] = choicesOf(
  augmentationSchema.options,
  augmentationWords,
);
const precisions: { value: Precision; words: string }[] = choicesOf(precisionSchema.options, precisionWords);

function choicesOf<Value extends string>(values: readonly Value[], words: Record<Value, string>) {
  return values.map((value) => ({ value, words: words[value] }));
}
