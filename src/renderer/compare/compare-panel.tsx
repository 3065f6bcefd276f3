import { CircleStop, FileText, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { scoreName } from '../../shared/training/compare/verdict';
import { keysOf } from '../app/all-commands';
import { act } from '../app/client';
import { useWorkspace } from '../app/workspace';
import { Button } from '../components/button';
import { ChoiceRow } from '../components/choice-row';
import { Section } from '../components/section';
import { MissingNotes } from '../train/missing-notes';
import { NumberRow } from '../train/number-row';
import { useNextRun } from '../train/run-form-state';
import { networkWords, spanWords } from '../train/run-words';
import { useRuns } from '../train/runs-state';
import {
  activeHere,
  compareBlocked,
  isOpen,
  openReport,
  reportBlocked,
  resumeComparison,
  resumeComparisonBlocked,
  startComparison,
  stopComparison,
} from './compare-acts';
import { offeredWeightings, useCompareForm } from './compare-form';
import { comparisonInHand, showTrainView, useComparisons } from './comparisons-state';
import { AddWeighting, WeightingChecks } from './weighting-choices';

const seedsRule = { isWhole: true, min: 1, max: 100 };

/** What is compared, how long that takes, and Start. */
export function ComparePanel(): ReactNode {
  return (
    <div className="new-run">
      <EarlierSection />
      <Section title="What differs">
        <MissingNotes />
        <WeightingChecks />
        <AddWeighting />
      </Section>
      <SameForAll />
      <EstimateSection />
      <StartBar />
    </div>
  );
}

function EarlierSection(): ReactNode {
  const rows = useComparisons((state) => state.rows);
  const inHand = useComparisons(comparisonInHand);
  const shown = useComparisons((state) => state.shown);
  if (rows === null || inHand === null) return null;
  const kinds = inHand.table[0].metrics;
  const key = ({ measure, className }: { measure: string; className: string | null }): string =>
    `${measure} ${className ?? ''}`;
  return (
    <Section title="Shown">
      <ChoiceRow
        label="Comparison"
        value={inHand.comparison}
        choices={rows.map(({ comparison, table, runs }) => ({
          value: comparison,
          words: `${Number(comparison.replace('comparison-', ''))}: ${table.map(({ name }) => name).join(', ')}${
            runs.done < runs.planned ? ` (${runs.done} of ${runs.planned})` : ''
          }`,
        }))}
        onChange={(chosen) => useComparisons.setState({ chosen, shown: null })}
      />
      <ChoiceRow
        label="Score"
        hint="What the chart and the table show. The verdict goes by the score that was chosen before the start."
        value={key(shown ?? inHand.primary)}
        choices={kinds.map((kind) => ({ value: key(kind), words: scoreName(kind) }))}
        onChange={(value) => {
          const kind = kinds.find((one) => key(one) === value);
          if (kind) useComparisons.setState({ shown: { measure: kind.measure, className: kind.className } });
        }}
      />
    </Section>
  );
}

function SameForAll(): ReactNode {
  const next = useNextRun();
  const seeds = useCompareForm((state) => state.seeds);
  const measure = useCompareForm((state) => state.measure);
  const className = useCompareForm((state) => state.className);
  const classes = useRuns((state) => state.facts?.classes ?? null);
  if (next === null) return null;
  const { network, length, patch, batch } = next.config;
  return (
    <Section title="Same for all">
      <p className="run-sentence">
        {`${networkWords(network)}, ${length.count} ${length.unit}, patches of ${patch} px, ${batch} a step: as the next run. `}
        <button type="button" className="link" onClick={() => showTrainView('runs')}>
          Change it under Runs
        </button>
      </p>
      <NumberRow
        label="Seeds"
        hint="How often each is trained, each time from other first values and with other patches. With fewer than 5 nothing is called better or worse."
        value={seeds}
        rule={seedsRule}
        onChange={(value) => useCompareForm.setState({ seeds: value })}
      />
      <ChoiceRow
        label="Judged by"
        hint="The one score that the verdict goes by, chosen before anything is seen."
        value={measure}
        choices={[
          { value: 'iou', words: 'IoU' },
          { value: 'boundary-iou', words: 'Boundary IoU' },
        ]}
        onChange={(value) => useCompareForm.setState({ measure: value })}
      />
      <ChoiceRow
        label="of"
        value={className ?? ''}
        choices={[
          { value: '', words: 'all classes, the mean' },
          ...(classes ?? []).map(({ name }) => ({ value: name, words: name })),
        ]}
        onChange={(value) => useCompareForm.setState({ className: value === '' ? null : value })}
      />
    </Section>
  );
}

function EstimateSection(): ReactNode {
  const seeds = useCompareForm((state) => state.seeds);
  const added = useCompareForm((state) => state.added);
  const isOn = useCompareForm((state) => state.isOn);
  const inHand = useWorkspace((state) => state.weighting);
  const seconds = useRuns((state) => state.estimate?.secondsTotal ?? null);
  const runs = seeds * offeredWeightings(inHand, { added, isOn }).filter((entry) => entry.isOn).length;
  return (
    <Section title="Estimate">
      <dl className="facts">
        <dt>{runs === 1 ? '1 run' : `${runs} runs`}</dt>
        <dd>{seconds === null ? 'time known after the first' : `about ${spanWords(seconds * runs)}`}</dd>
      </dl>
    </Section>
  );
}

/** Why an act cannot be done now, drawn again when anything that it goes by has changed. */
function useBlocked(blocked: () => string | null): string | null {
  useComparisons(blocked);
  useCompareForm(blocked);
  useWorkspace(blocked);
  return useRuns(blocked);
}

function StartBar(): ReactNode {
  const blocked = useBlocked(compareBlocked);
  const resume = useBlocked(resumeComparisonBlocked);
  const report = useBlocked(reportBlocked);
  const active = useComparisons((state) => state.active);
  const inHand = useComparisons(comparisonInHand);
  const isHere = activeHere(active) !== null;
  return (
    <div className="start-bar">
      {blocked !== null && active === null && (
        <p id="compare-blocked" className="start-blocked">
          {blocked}
        </p>
      )}
      {isHere && (
        <Button
          icon={CircleStop}
          keys={keysOf('compare.stop')}
          disabled={active?.isStopping ?? false}
          onClick={() => act(stopComparison)}
        >
          {active?.isStopping ? 'Stopping…' : 'Stop'}
        </Button>
      )}
      {!isHere && (
        <Button
          kind="primary"
          icon={Play}
          disabled={blocked !== null}
          aria-describedby={blocked === null ? undefined : 'compare-blocked'}
          onClick={() => act(startComparison)}
        >
          Start
        </Button>
      )}
      {inHand !== null && isOpen(inHand) && !isHere && (
        <Button disabled={resume !== null} onClick={() => act(resumeComparison)}>
          Go on with {inHand.runs.planned - inHand.runs.done}
        </Button>
      )}
      {inHand !== null && (
        <Button icon={FileText} disabled={report !== null} onClick={() => act(openReport)}>
          Report
        </Button>
      )}
    </div>
  );
}
