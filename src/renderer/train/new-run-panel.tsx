import { ListPlus, Play } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { networkNames, networkSentences } from '../../shared/training/network-words';
import { networkKindSchema, type RunConfig } from '../../shared/training/run-config';
import { weightingName, weightingSummary } from '../../shared/weighting/words';
import { commandNamed, keysOf } from '../app/all-commands';
import { goTo, useApp } from '../app/app-state';
import { runCommand } from '../app/commands';
import { useWorkspace } from '../app/workspace';
import { Button } from '../components/button';
import { ChoiceRow } from '../components/choice-row';
import { Section } from '../components/section';
import { Segmented } from '../components/segmented';
import { EstimateSection } from './estimate-section';
import { numberRules } from './form-fields';
import { MissingNotes } from './missing-notes';
import { NumberRow } from './number-row';
import { RulesSection } from './rules-section';
import { useQueueBlocked, useStartBlocked } from './run-acts';
import { RunDetails } from './run-details';
import { type NextRun, type Preset, withDepth, withNetwork, withStart } from './run-form';
import { changeConfig, choosePreset, setBaseline, useIsBaseline, useNextRun } from './run-form-state';
import { lossNames, runChoiceWords, runName } from './run-words';
import { loadEstimate, useRuns } from './runs-state';
import { trainedRuns } from './trained-runs';

/** What the next run will do, what it will take, and Start. */
export function NewRunPanel(): ReactNode {
  const next = useNextRun();
  useEstimateOf(next?.config ?? null);
  if (next === null) return null;
  return (
    <div className="new-run">
      <Section title="New run">
        <MissingNotes />
        <PresetChoice next={next} />
        <WeightingChoice />
        <NetworkFields config={next.config} />
        <ChoiceRow
          label="Loss"
          hint="What is made small: cross-entropy pixel by pixel, Dice by overlap of a class, focal for pixels that stay wrong."
          value={next.config.loss.kind}
          choices={lossChoices}
          onChange={(kind) => changeConfig((config) => ({ ...config, loss: { ...config.loss, kind } }))}
        />
        <StartChoice config={next.config} />
      </Section>
      <RunDetails next={next} />
      <RulesSection config={next.config} />
      <EstimateSection config={next.config} />
      <StartBar />
    </div>
  );
}

const presetChoices: { value: Preset; words: string }[] = [
  { value: 'quick', words: 'Quick' },
  { value: 'good', words: 'Good' },
  { value: 'best', words: 'Best' },
];

const lossChoices = [
  { value: 'ce', words: lossNames.ce },
  { value: 'dice', words: lossNames.dice },
  { value: 'ce+dice', words: lossNames['ce+dice'] },
  { value: 'focal', words: lossNames.focal },
] as const;

const networkChoices = networkKindSchema.options.map((value) => ({ value, words: networkNames[value] }));

function PresetChoice({ next }: { next: NextRun }): ReactNode {
  return (
    <>
      <Segmented label="How much to train" value={next.preset} choices={presetChoices} onChange={choosePreset} />
      <p className="run-sentence">{next.sentence}</p>
    </>
  );
}

function WeightingChoice(): ReactNode {
  const weighting = useWorkspace((state) => state.weighting);
  const isBaseline = useIsBaseline();
  const words = weightingName(weighting);
  return (
    <>
      <ChoiceRow
        label="Weighting"
        hint="Which pixels the loss counts more: those that the weighting on Weights marks, or all the same, to compare with."
        value={isBaseline ? 'none' : 'hand'}
        choices={[
          { value: 'hand', words: `From Weights: ${words}` },
          { value: 'none', words: 'None, to compare with' },
        ]}
        onChange={(value) => setBaseline(value === 'none')}
      />
      {!isBaseline && (
        <p className="run-sentence run-indented">
          {weightingSummary(weighting)}{' '}
          <button type="button" className="link" onClick={() => goTo('weights')}>
            See it on Weights
          </button>
        </p>
      )}
    </>
  );
}

function NetworkFields({ config: { network } }: { config: RunConfig }): ReactNode {
  return (
    <>
      <ChoiceRow
        label="Network"
        hint="What is trained. The sentence below says when each is worth it."
        value={network.kind}
        choices={networkChoices}
        onChange={(kind) => changeConfig((config) => withNetwork(config, kind))}
      />
      <p className="run-sentence run-indented">{networkSentences[network.kind]}</p>
      <NumberRow
        label="Width"
        hint="Channels of the network's finest level. Twice as many learn more and take about four times as long."
        value={network.width}
        rule={numberRules.width}
        onChange={(width) => changeConfig((config) => ({ ...config, network: { ...config.network, width } }))}
      />
      <NumberRow
        label="Depth"
        hint="How often the network halves the image: the deeper, the more surroundings it sees."
        value={network.depth}
        rule={network.kind === 'efficientnet-lite0' ? numberRules.encoderDepth : numberRules.depth}
        onChange={(depth) => changeConfig((config) => withDepth(config, depth))}
      />
    </>
  );
}

const scratch = 'scratch';

function StartChoice({ config: { startFrom } }: { config: RunConfig }): ReactNode {
  const runs = trainedRuns(useRuns((state) => state.rows));
  const choose = (value: string): void => {
    const from = runs.find(({ id }) => id === value) ?? null;
    changeConfig((config) => withStart(config, from));
  };
  const isGone = startFrom !== null && runs.every(({ id }) => id !== startFrom);
  return (
    <>
      <ChoiceRow<string>
        label="Start from"
        hint="Random weights, or what an earlier run learned: also for other classes, whose outputs begin anew."
        value={startFrom ?? scratch}
        choices={[
          { value: scratch, words: 'Scratch' },
          ...(isGone ? [{ value: startFrom, words: `${runName(startFrom)}, which is gone` }] : []),
          ...runs.map((row) => ({ value: row.id, words: `Run ${runChoiceWords(row)}` })),
        ]}
        onChange={choose}
      />
      {startFrom !== null && (
        <p className="run-sentence run-indented">
          It has the network of {runName(startFrom).toLowerCase()}. A lower learning rate keeps more of what that one
          learned.
        </p>
      )}
    </>
  );
}

function StartBar(): ReactNode {
  const blocked = useStartBlocked();
  const queueBlocked = useQueueBlocked();
  return (
    <div className="start-bar">
      {blocked !== null && (
        <p id="start-blocked" className="start-blocked">
          {blocked}
        </p>
      )}
      <div className="start-buttons">
        <Button
          kind="primary"
          icon={Play}
          keys={keysOf('train.start')}
          disabled={blocked !== null}
          aria-describedby={blocked === null ? undefined : 'start-blocked'}
          onClick={() => runCommand(commandNamed('train.start'))}
        >
          Start
        </Button>
        <Button
          icon={ListPlus}
          keys={keysOf('train.queue')}
          disabled={queueBlocked !== null}
          title={queueBlocked ?? 'Waits until what trains now has ended, with the labels as they are now.'}
          onClick={() => runCommand(commandNamed('train.queue'))}
        >
          Queue
        </Button>
      </div>
    </div>
  );
}

/** Fields change in bursts while a number is typed. */
const REST_MS = 150;

/** Without an engine the reason is shown at once; one that is there again is asked anew. */
function useEstimateOf(config: RunConfig | null): void {
  const hasEngine = useApp(({ engine }) => engine.status !== 'failed');
  useEffect(() => {
    if (config === null) return;
    const timer = setTimeout(() => loadEstimate(config), hasEngine ? REST_MS : 0);
    return () => clearTimeout(timer);
  }, [config, hasEngine]);
}
