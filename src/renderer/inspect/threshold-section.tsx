import type { ReactNode } from 'react';
import { bestThreshold, type ThresholdPoint, thresholdCurve } from '../../shared/training/numbers/thresholds';
import { Button } from '../components/button';
import { ChoiceRow } from '../components/choice-row';
import { Section } from '../components/section';
import { SliderRow } from '../components/slider-row';
import { setThreshold, showIn, shownPanes, useInspect } from './inspect-state';
import { shortScore } from './inspect-words';
import { NumbersOf } from './numbers-of';
import { useShownNumbers } from './shown-numbers';
import { thresholdLines } from './threshold-lines';

/** Precision and recall of a class over thresholds of its probability, with a threshold chosen by eye. */
export function ThresholdSection(): ReactNode {
  const shown = useShownNumbers();
  const { channel, value, isShown } = useInspect((state) => state.threshold);
  const { numbers, channels } = shown;
  const curve = numbers === null ? null : thresholdCurve(numbers.thresholds, channel);
  const best = curve === null ? null : bestThreshold(curve);
  const point = curve?.[Math.round(100 * value)];
  if (channels.length === 0) return null;
  return (
    <Section title="Threshold">
      <ChoiceRow
        label="Class"
        hint="A pixel would be taken as this class wherever its probability reaches the threshold."
        value={String(channel)}
        choices={channels.map(({ name }, index) => ({ value: String(index), words: name }))}
        onChange={(chosen) => setThreshold({ channel: Number(chosen) })}
      />
      <SliderRow
        label="At least"
        hint="Moving it shows in a pane what would be taken as the class."
        value={value}
        min={0}
        max={1}
        step={0.01}
        digits={2}
        onChange={(chosen) => {
          setThreshold({ value: chosen });
          showCut();
        }}
      />
      <NumbersOf shown={shown} />
      {curve !== null && <Curve curve={curve} value={value} />}
      {point !== undefined && (
        <p className="inspect-words" role="status">
          Precision {shortScore(point.precision)}, recall {shortScore(point.recall)}, Dice {shortScore(point.dice)}
        </p>
      )}
      <div className="inspect-buttons">
        {best !== null && (
          <Button
            onClick={() => {
              setThreshold({ value: best.threshold });
              showCut();
            }}
          >
            Best Dice, {best.threshold.toFixed(2)}
          </Button>
        )}
        {isShown && <Button onClick={() => setThreshold({ isShown: false })}>Show the probability</Button>}
      </div>
    </Section>
  );
}

/** Shows what reaches the threshold, in the last pane where none has the class's probability. */
function showCut(): void {
  const { panes, paneCount, threshold } = useInspect.getState();
  const shown = shownPanes({ paneCount });
  const isThere = shown.some((index) => {
    const { view } = panes[index];
    return view.kind === 'probability' && view.channel === threshold.channel;
  });
  const last = shown.at(-1);
  if (!isThere && last !== undefined) showIn(last, { kind: 'probability', channel: threshold.channel });
  setThreshold({ isShown: true });
}

function Curve({ curve, value }: { curve: readonly ThresholdPoint[]; value: number }): ReactNode {
  const { precision, recall } = thresholdLines(curve);
  const x = 100 * value;
  return (
    <figure className="inspect-curve">
      <svg
        viewBox="0 0 100 40"
        preserveAspectRatio="none"
        role="img"
        aria-label="Precision and recall over thresholds from 0 to 1"
      >
        <line className="curve-base" x1="0" y1="40" x2="100" y2="40" />
        {precision.map((points) => (
          <polyline key={points} className="curve-precision" points={points} />
        ))}
        {recall.map((points) => (
          <polyline key={points} className="curve-recall" points={points} />
        ))}
        <line className="curve-at" x1={x} y1="0" x2={x} y2="40" />
      </svg>
      <figcaption>
        <span className="curve-name-recall">recall</span>
        <span className="curve-name-precision">precision, dashed</span>
      </figcaption>
    </figure>
  );
}
