import { Dices } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { SplitCounts, Statistics } from '../../shared/contract/images';
import type { SplitPlan } from '../../shared/training/assign-splits';
import { act, ask } from '../app/client';
import { useNotices } from '../app/notices';
import { count } from '../app/words';
import { Button, IconButton } from '../components/button';
import { ChoiceRow } from '../components/choice-row';
import { PercentRow } from '../components/percent-row';
import { Section } from '../components/section';
import { putSplitBack } from './bulk-acts';
import { useImages } from './images-state';
import { NearDuplicatesRow } from './near-duplicates-row';

/** Which images teach and which judge; at random by a form that opens in place. */
export function SplitSection({ isReadOnly }: { isReadOnly: boolean }): ReactNode {
  const statistics = useImages((state) => state.statistics);
  const [isOpen, setOpen] = useState(false);
  if (statistics === null || statistics.images === 0) return null;
  return (
    <Section title="Split" goesOnFolded>
      <SplitFacts statistics={statistics} />
      {isOpen && <SplitForm onDone={() => setOpen(false)} />}
      {!isOpen && !isReadOnly && <Button onClick={() => setOpen(true)}>Split at random…</Button>}
    </Section>
  );
}

function SplitFacts({ statistics: { training, validation, test, none } }: { statistics: Statistics }): ReactNode {
  if (training + validation + test === 0) {
    return (
      <p className="section-note">
        Nothing is chosen: a run validates on a fifth of the labelled images, and trains on the others.
      </p>
    );
  }
  return (
    <dl className="facts">
      <dt>training / validation / test</dt>
      <dd>
        {count(training)} / {count(validation)} / {count(test)}
      </dd>
      {none > 0 && (
        <>
          <dt title="They train once they are labelled.">in no split</dt>
          <dd>{count(none)}</dd>
        </>
      )}
    </dl>
  );
}

const firstPlan: SplitPlan = { validation: 0.2, test: 0, seed: 0, byClass: true, together: 'file' };
/** A slider rests before it is asked what it would give. */
const REST_MS = 150;

function SplitForm({ onDone }: { onDone(): void }): ReactNode {
  const [plan, setPlan] = useState(firstPlan);
  const change = (part: Partial<SplitPlan>): void => setPlan({ ...plan, ...part });
  const expected = useExpected(plan);
  const id = useId();
  return (
    <div className="split-form">
      <PercentRow
        label="Validation"
        hint="Share of the images that tells when a network gets worse on what it has not seen."
        value={plan.validation}
        min={0}
        max={50}
        step={1}
        onChange={(validation) => change({ validation })}
      />
      <PercentRow
        label="Test"
        hint="Share kept away from everything until the end: never trained on, and nothing is chosen by it."
        value={plan.test}
        min={0}
        max={49}
        step={1}
        onChange={(test) => change({ test })}
      />
      <ChoiceRow
        label="Together"
        hint="What is never parted: neighbouring slices look alike, and would let a network be tested on what it has seen."
        value={plan.together}
        choices={[
          { value: 'file', words: 'slices of one file' },
          { value: 'folder', words: 'images of one folder' },
        ]}
        onChange={(together) => change({ together })}
      />
      {plan.together === 'file' && <NearDuplicatesRow onGrouped={() => setPlan((now) => ({ ...now }))} />}
      <div className="choice-row">
        <label className="row-label" htmlFor={`${id}-seed`}>
          Seed
        </label>
        <input
          id={`${id}-seed`}
          className="field choice-field"
          inputMode="numeric"
          value={plan.seed}
          onChange={(event) => change({ seed: seedOf(event.target.value) })}
        />
        <IconButton
          icon={Dices}
          size="small"
          label="Another seed, another split"
          onClick={() => change({ seed: Math.floor(Math.random() * 10_000) })}
        />
      </div>
      <label className="check-row">
        <input type="checkbox" checked={plan.byClass} onChange={(event) => change({ byClass: event.target.checked })} />
        Share out rare classes evenly
      </label>
      <p className="section-note" role="status">
        {expected === null
          ? 'Counting…'
          : `Gives ${count(expected.training)} / ${count(expected.validation)} / ${count(expected.test)}. Locked images stay.`}
      </p>
      <div className="form-acts">
        <Button kind="primary" onClick={() => act(() => split(plan, onDone))}>
          Split
        </Button>
        <Button kind="plain" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

/** Of a large project an answer takes a second: what is asked meanwhile waits, and only the newest is asked then. */
let asking: Promise<unknown> = Promise.resolve();

/** What the plan would give; asked for when the form rests. */
function useExpected(plan: SplitPlan): SplitCounts | null {
  const [expected, setExpected] = useState<SplitCounts | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(
      () =>
        act(async () => {
          await asking;
          if (!isCurrent) return;
          const asked = ask('images.previewSplit', plan);
          asking = asked.catch(() => undefined);
          const counts = await asked;
          if (isCurrent) setExpected(counts);
        }),
      REST_MS,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [plan]);
  return expected;
}

async function split(plan: SplitPlan, onDone: () => void): Promise<void> {
  const { counts, before } = await ask('images.assignSplit', plan);
  onDone();
  const { training, validation, test } = counts;
  useNotices
    .getState()
    .showDone(
      `${count(training)} images for training, ${count(validation)} for validation, ${count(test)} for testing.`,
      () => putSplitBack(before),
    );
}

const LARGEST_SEED = 0xffffffff;

function seedOf(text: string): number {
  return Math.min(LARGEST_SEED, Number(text.replaceAll(/\D/g, '')));
}
