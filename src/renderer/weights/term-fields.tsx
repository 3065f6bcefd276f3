import type { ReactNode } from 'react';
import type {
  BalanceTerm,
  EdgeTerm,
  FeatureTerm,
  Normaliser,
  RegionTerm,
  WeightingTerm,
} from '../../shared/weighting/schema';
import { commandNamed } from '../app/all-commands';
import { runCommand } from '../app/commands';
import { ChoiceRow } from '../components/choice-row';
import { SliderRow } from '../components/slider-row';
import { BorderFields, UncertaintyFields } from './label-fields';
import { normaliserNames, normaliserSentences } from './term-words';

interface FieldsProps<Term> {
  term: Term;
  onChange(term: Term): void;
}

/** All parameters of a source. */
export function TermFields({ term, onChange }: FieldsProps<WeightingTerm>): ReactNode {
  return (
    <>
      <OwnFields term={term} onChange={onChange} />
      <ChoiceRow
        label="Scale"
        hint={`How the source's values become 0 to 1. ${normaliserSentences[term.normaliser]}`}
        value={term.normaliser}
        choices={normalisers}
        onChange={(normaliser) => onChange({ ...term, normaliser })}
      />
    </>
  );
}

const normalisers: readonly { value: Normaliser; words: string }[] = (
  ['min-max', 'percentile', 'rank', 'none'] as const
).map((value) => ({ value, words: normaliserNames[value] }));

function OwnFields({ term, onChange }: FieldsProps<WeightingTerm>): ReactNode {
  switch (term.source) {
    case 'edge':
      return <EdgeFields term={term} onChange={onChange} />;
    case 'region':
      return <RegionFields term={term} onChange={onChange} />;
    case 'feature':
      return <FeatureFields term={term} onChange={onChange} />;
    case 'balance':
      return <BalanceFields term={term} onChange={onChange} />;
    case 'border':
      return <BorderFields term={term} onChange={onChange} />;
    case 'painted':
      return <PaintedFields />;
    case 'uncertainty':
      return <UncertaintyFields term={term} onChange={onChange} />;
  }
}

function EdgeFields({ term, onChange }: FieldsProps<EdgeTerm>): ReactNode {
  return (
    <>
      <SliderRow
        label="Smoothing"
        hint="Standard deviation of a Gaussian before the differences: more leaves noise and fine texture out."
        value={term.sigma}
        min={0}
        max={8}
        step={0.1}
        digits={1}
        unit="px"
        onChange={(sigma) => onChange({ ...term, sigma: tidy(sigma) })}
      />
      <ChoiceRow
        label="Operator"
        hint="How the change from pixel to pixel is measured: between neighbours, or over three by three pixels (Sobel)."
        value={term.operator}
        choices={[
          { value: 'forward', words: 'Forward differences' },
          { value: 'sobel', words: 'Sobel' },
        ]}
        onChange={(operator) => onChange({ ...term, operator })}
      />
      <ChoiceRow
        label="Magnitude"
        hint="How the changes across and down become one: the length of the gradient, or their sum."
        value={term.magnitude}
        choices={[
          { value: 'l2', words: 'Length (L2)' },
          { value: 'l1', words: 'Sum (L1)' },
        ]}
        onChange={(magnitude) => onChange({ ...term, magnitude })}
      />
    </>
  );
}

/** Where the threshold stands when it is set by hand for the first time. */
const HALF = 0.5;

function RegionFields({ term, onChange }: FieldsProps<RegionTerm>): ReactNode {
  const isByHand = term.threshold !== 'otsu';
  return (
    <>
      <ChoiceRow
        label="Side"
        value={term.side}
        choices={[
          { value: 'dark', words: 'Darker pixels' },
          { value: 'bright', words: 'Brighter pixels' },
        ]}
        onChange={(side) => onChange({ ...term, side })}
      />
      <ChoiceRow
        label="Threshold"
        hint="By hand, the same for all images; or by Otsu's method, which parts each image's intensities into two groups."
        value={isByHand ? 'hand' : 'otsu'}
        choices={[
          { value: 'hand', words: 'By hand' },
          { value: 'otsu', words: "Otsu's, of each image" },
        ]}
        onChange={(kind) => onChange({ ...term, threshold: kind === 'otsu' ? 'otsu' : HALF })}
      />
      {term.threshold !== 'otsu' && (
        <SliderRow
          label="Intensity"
          hint="0 is black, 1 is white, of the range of the training images."
          value={term.threshold}
          min={0}
          max={1}
          step={0.01}
          digits={2}
          onChange={(threshold) => onChange({ ...term, threshold: tidy(threshold) })}
        />
      )}
      <SliderRow
        label="Softness"
        hint="Width of the passage from unimportant to important, in intensity; 0 is a hard edge."
        value={term.softness}
        min={0}
        max={Math.max(0.5, term.softness)}
        step={0.01}
        digits={2}
        onChange={(softness) => onChange({ ...term, softness: tidy(softness) })}
      />
    </>
  );
}

function FeatureFields({ term, onChange }: FieldsProps<FeatureTerm>): ReactNode {
  if (typeof term.layer === 'string') {
    return (
      <p className="weights-note selectable">
        Layer {term.layer} of {term.extractor}
      </p>
    );
  }
  return (
    <SliderRow
      label="Depth"
      hint="1 is fine, contours and texture; 6 is coarse, whole objects."
      value={term.layer}
      min={1}
      max={6}
      step={1}
      onChange={(layer) => onChange({ ...term, layer: Math.round(layer) })}
    />
  );
}

function BalanceFields({ term, onChange }: FieldsProps<BalanceTerm>): ReactNode {
  return (
    <SliderRow
      label="Balance"
      hint="0 treats all classes alike; 1 gives a class that is ten times rarer ten times the value."
      value={term.smoothing}
      min={0}
      max={1}
      step={0.05}
      digits={2}
      onChange={(smoothing) => onChange({ ...term, smoothing: tidy(smoothing) })}
    />
  );
}

function PaintedFields(): ReactNode {
  return (
    <p className="weights-note">
      Painted with the importance brush.{' '}
      <button type="button" className="link" onClick={() => runCommand(commandNamed('paint.importance'))}>
        Paint importance
      </button>
    </p>
  );
}

/** A slider's steps without the dust of floating point, so that 0.3 is written 0.3. */
function tidy(value: number): number {
  return Number(value.toFixed(4));
}
