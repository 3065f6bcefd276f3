import { Play, Square } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { InspectedSet } from '../../shared/contract/inspect';
import { keysOf } from '../app/all-commands';
import { act } from '../app/client';
import { useCurrentImage } from '../app/current-image';
import { count } from '../app/words';
import { Button } from '../components/button';
import { ProblemNote } from '../components/problem-note';
import { ProgressBar } from '../components/progress-bar';
import { Section } from '../components/section';
import { Segmented } from '../components/segmented';
import { runName } from '../train/run-words';
import { useTrainedRun } from '../train/trained-runs';
import { type SetState, useInspect } from './inspect-state';
import { LISTED_IMAGES, restWords, shortScore } from './inspect-words';
import { showRegion } from './region-acts';
import { RegionList } from './region-list';
import { scoreSet, showScored, stopScoring } from './score-set';
import { ScoreTable } from './score-table';

/** How right the network is over the validation images, the worst first. */
export function SetSection(): ReactNode {
  const set = useInspect((state) => state.set);
  const checkpoint = useInspect((state) => state.checkpoint);
  const run = useTrainedRun();
  const isOther = set.status !== 'none' && (set.run !== run?.id || set.checkpoint !== checkpoint);
  return (
    <Section title="Validation images">
      {set.status === 'scoring' ? <Scoring set={set} /> : <Ask set={set} isOther={isOther} />}
      {set.status === 'failed' && !isOther && <ProblemNote problem={set.problem} />}
      {set.status === 'scored' && !isOther && <Scored set={set.set} />}
    </Section>
  );
}

function Scoring({ set: { run, done, total } }: { set: Extract<SetState, { status: 'scoring' }> }): ReactNode {
  return (
    <>
      <p className="inspect-words" role="status">
        {total === 0
          ? `Scoring ${runName(run)}…`
          : `Scoring ${runName(run)}, image ${Math.min(done + 1, total)} of ${total}`}
      </p>
      <ProgressBar label="Images scored" value={done} of={total} />
      <Button icon={Square} onClick={() => act(stopScoring)}>
        Stop
      </Button>
    </>
  );
}

function Ask({ set, isOther }: { set: SetState; isOther: boolean }): ReactNode {
  const isDone = set.status === 'scored' && !isOther;
  if (isDone && !set.isStale) return null;
  return (
    <>
      <p className="inspect-words">
        {isDone
          ? 'Labels or images have changed since these scores.'
          : 'Score all validation images with their labels of now, and list the worst first.'}
      </p>
      <Button icon={Play} onClick={() => act(scoreSet)}>
        {isDone ? 'Score them again' : 'Score them'}
      </Button>
    </>
  );
}

function Scored({ set }: { set: InspectedSet }): ReactNode {
  const channels = useInspect((state) => state.channels);
  const [list, setList] = useState<'images' | 'regions'>('images');
  return (
    <>
      <ScoreTable caption="Scores of all these images together" scores={set.scores} channels={channels} />
      {set.notices.map((notice) => (
        <p key={notice} className="inspect-words inspect-warn">
          {notice}
        </p>
      ))}
      <Segmented<'images' | 'regions'>
        label="Worst first"
        value={list}
        choices={[
          {
            value: 'images',
            words: 'Worst images',
            hint: 'From the lowest mean IoU on.',
            keys: keysOf('inspect.nextWorst'),
          },
          {
            value: 'regions',
            words: 'Worst regions',
            hint: 'Where labels and prediction differ over the largest areas; nothing thinner than 3 pixels.',
          },
        ]}
        onChange={setList}
      />
      {list === 'images' ? <WorstImages set={set} /> : <WorstRegions set={set} />}
    </>
  );
}

function WorstImages({ set }: { set: InspectedSet }): ReactNode {
  const image = useCurrentImage();
  const rest = restWords(set);
  return (
    <>
      <RegionList
        label="Worst images"
        entries={set.images.slice(0, LISTED_IMAGES).map(({ id, meanIou, ...shown }) => ({
          key: id,
          image: shown,
          words: '',
          value: shortScore(meanIou),
          isCurrent: id === image?.id,
          onClick: () => showScored(id),
        }))}
      />
      {rest !== null && <p className="inspect-words">{rest}</p>}
    </>
  );
}

function WorstRegions({ set }: { set: InspectedSet }): ReactNode {
  const channels = useInspect((state) => state.channels);
  const mark = useInspect((state) => state.mark);
  if (set.regions.length === 0) return <p className="inspect-words">No region of 3 pixels or more is wrong.</p>;
  return (
    <RegionList
      label="Worst regions"
      entries={set.regions.map((region) => ({
        key: `${region.image.id} ${region.label} ${region.predicted} ${region.x} ${region.y}`,
        image: region.image,
        words: `${channels[region.label]?.name ?? ''} taken for ${channels[region.predicted]?.name ?? ''}`,
        value: `${count(region.area)} px`,
        isCurrent: mark?.image === region.image.id && mark.x === region.x && mark.y === region.y,
        onClick: () => showRegion(region),
      }))}
    />
  );
}
