import type { ReactNode } from 'react';
import type { StrengthSchedule } from '../../shared/weighting/schema';
import { setWeighting, useWorkspace } from '../app/workspace';
import { ChoiceRow } from '../components/choice-row';
import { Section } from '../components/section';
import { SliderRow } from '../components/slider-row';
import { curvePoints, scheduleNames, scheduleSentence, stepsOf, withKind, withSteps } from './schedule';

/** How much the important pixels count, and from when. */
export function StrengthSection(): ReactNode {
  const weighting = useWorkspace((state) => state.weighting);
  const { strength, floor, schedule } = weighting;
  return (
    <Section title="Strength">
      <div className="weights-rows">
        <SliderRow
          label="Strength"
          hint="What the most important pixels weigh beyond the floor."
          value={strength}
          min={0}
          max={Math.max(STRENGTH_MAX, strength)}
          step={0.1}
          digits={1}
          onChange={(value) => setWeighting({ ...weighting, strength: Number(value.toFixed(2)) })}
        />
        <SliderRow
          label="Floor"
          hint="What every labelled pixel weighs at least. At 0, pixels that no source marks teach nothing."
          value={floor}
          min={0}
          max={Math.max(FLOOR_MAX, floor)}
          step={0.05}
          digits={2}
          onChange={(value) => setWeighting({ ...weighting, floor: Number(value.toFixed(2)) })}
        />
        <ChoiceRow
          label="Over time"
          hint="Whether the strength is there from the first step of training on, rises to it, or is switched on later."
          value={schedule.kind}
          choices={kinds}
          onChange={(kind) => setWeighting({ ...weighting, schedule: withKind(schedule, kind) })}
        />
        <Schedule schedule={schedule} onChange={(changed) => setWeighting({ ...weighting, schedule: changed })} />
      </div>
    </Section>
  );
}

/** Ends of the tracks; a weighting that has more keeps it. */
const STRENGTH_MAX = 10;
const FLOOR_MAX = 2;

const kinds: readonly { value: StrengthSchedule['kind']; words: string }[] = (
  ['constant', 'ramp', 'after'] as const
).map((value) => ({ value, words: scheduleNames[value] }));

interface ScheduleProps {
  schedule: StrengthSchedule;
  onChange(schedule: StrengthSchedule): void;
}

function Schedule({ schedule, onChange }: ScheduleProps): ReactNode {
  const steps = stepsOf(schedule);
  if (steps === null) return null;
  return (
    <>
      <SliderRow
        label="Steps"
        hint="A step of training is one batch of patches; the Train screen says how many a run takes."
        value={steps}
        min={1}
        max={Math.max(STEPS_MAX, steps)}
        step={1}
        scale="log"
        onChange={(value) => onChange(withSteps(schedule, value))}
      />
      <figure className="schedule-curve">
        <svg viewBox={`-1 -1 ${CURVE.width + 2} ${CURVE.height + 2}`} aria-hidden="true">
          <polyline points={curvePoints(schedule, CURVE.width, CURVE.height)} />
        </svg>
        <figcaption>{scheduleSentence(schedule)}</figcaption>
      </figure>
    </>
  );
}

const STEPS_MAX = 10_000;
const CURVE = { width: 240, height: 24 };
