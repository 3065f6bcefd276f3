import { Play, Square } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { InspectedSet } from '../../shared/contract/inspect';
import { keysOf } from '../app/all-commands';
import { act } from '../app/client';
import { useCurrentImage } from '../app/current-image';
import { Button } from '../components/button';
import { Hint } from '../components/hint';
import { ProblemNote } from '../components/problem-note';
import { ProgressBar } from '../components/progress-bar';
import { Section } from '../components/section';
import { runName } from '../train/run-words';
import { useTrainedRun } from '../train/trained-runs';
import { type SetState, useInspect } from './inspect-state';
import { LISTED_IMAGES, restWords, shortScore } from './inspect-words';
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
  const image = useCurrentImage();
  const rest = restWords(set);
  return (
    <>
      <ScoreTable caption="Scores of all these images together" scores={set.scores} channels={channels} />
      {set.notices.map((notice) => (
        <p key={notice} className="inspect-words inspect-warn">
          {notice}
        </p>
      ))}
      <h3 className="inspect-subtitle">
        <Hint text="From the image with the lowest mean IoU on" keys={keysOf('inspect.nextWorst')}>
          <span>Worst first</span>
        </Hint>
      </h3>
      <ol className="inspect-worst">
        {set.images.slice(0, LISTED_IMAGES).map((entry) => (
          <WorstImage key={entry.id} entry={entry} isCurrent={entry.id === image?.id} />
        ))}
      </ol>
      {rest !== null && <p className="inspect-words">{rest}</p>}
    </>
  );
}

interface WorstImageProps {
  entry: InspectedSet['images'][number];
  isCurrent: boolean;
}

function WorstImage({ entry: { id, name, thumbnail, meanIou }, isCurrent }: WorstImageProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const wasCurrent = useRef(isCurrent);
  useEffect(() => {
    // Only where a step led here: a list that has just arrived does not move the panel.
    if (isCurrent && !wasCurrent.current) button.current?.scrollIntoView({ block: 'nearest' });
    wasCurrent.current = isCurrent;
  }, [isCurrent]);
  return (
    <li>
      <button
        type="button"
        ref={button}
        className="inspect-worst-image"
        aria-current={isCurrent}
        onClick={() => act(() => showScored(id))}
      >
        <img src={thumbnail} alt="" />
        <span className="truncate">{name}</span>
        <span className="inspect-worst-score">{shortScore(meanIou)}</span>
      </button>
    </li>
  );
}
