import { Check, ChevronLeft, ChevronRight, Paintbrush, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Doubt, Doubts } from '../../shared/contract/inspect';
import { keysOf } from '../app/all-commands';
import { act } from '../app/client';
import { count } from '../app/words';
import { Button, IconButton } from '../components/button';
import { Hint } from '../components/hint';
import { ProblemNote } from '../components/problem-note';
import { Section } from '../components/section';
import { doubtsSentence, doubtWords } from './doubt-words';
import { mendDoubt, sayLabelIsRight, showDoubt, stepDoubt } from './region-acts';
import { RegionList } from './region-list';
import { SearchProgress } from './search-progress';
import { findDoubts, useSearch } from './search-state';

/** So many can be chosen from a list; the others are reached one after another. */
const LISTED = 60;

/** Labels that may be wrong: a network that never saw the image is sure of something else. */
export function DoubtsSection(): ReactNode {
  const doubts = useSearch((state) => state.doubts);
  const isFound = doubts.status === 'found';
  return (
    <Section title="Perhaps mislabelled">
      {!isFound && doubts.status !== 'searching' && (
        <p className="inspect-words">
          Places where a network that was not trained on the image is sure that the label is another.
        </p>
      )}
      {doubts.status === 'searching' && <SearchProgress done={doubts.done} total={doubts.total} />}
      {doubts.status === 'failed' && <ProblemNote problem={doubts.problem} />}
      {isFound && <Found found={doubts.found} isStale={doubts.isStale} />}
      {doubts.status !== 'searching' && (!isFound || doubts.isStale) && (
        <Button icon={Search} onClick={() => act(findDoubts)}>
          {isFound ? 'Look again' : 'Look for them'}
        </Button>
      )}
    </Section>
  );
}

function Found({ found, isStale }: { found: Doubts; isStale: boolean }): ReactNode {
  const at = useSearch((state) => state.doubtAt);
  const inHand: Doubt | undefined = at === null ? undefined : found.doubts[at];
  return (
    <>
      <p className="inspect-words">{doubtsSentence(found)}</p>
      {isStale && <p className="inspect-words inspect-warn">Labels or images have changed since.</p>}
      {found.notices.map((notice) => (
        <p key={notice} className="inspect-words inspect-warn">
          {notice}
        </p>
      ))}
      {found.doubts.length > 0 && (
        <>
          <div className="inspect-step">
            <IconButton
              icon={ChevronLeft}
              label="Previous label that may be wrong"
              keys={keysOf('inspect.previousDoubt')}
              disabled={at === null || at === 0}
              onClick={() => act(() => stepDoubt(-1))}
            />
            <span>
              {at === null ? '–' : at + 1} of {found.doubts.length}
            </span>
            <IconButton
              icon={ChevronRight}
              label="Next label that may be wrong"
              keys={keysOf('inspect.nextDoubt')}
              disabled={at !== null && at >= found.doubts.length - 1}
              onClick={() => act(() => stepDoubt(1))}
            />
            <Hint text="Opens Paint at this place." keys={keysOf('inspect.mend')}>
              <Button icon={Paintbrush} disabled={inHand === undefined} onClick={() => act(mendDoubt)}>
                Mend
              </Button>
            </Hint>
            <Hint text="Keeps it as it is; it is not listed again." keys={keysOf('inspect.labelIsRight')}>
              <Button icon={Check} disabled={inHand === undefined} onClick={() => act(sayLabelIsRight)}>
                Label is right
              </Button>
            </Hint>
          </div>
          {inHand !== undefined && <p className="inspect-words">{doubtWords(inHand)}</p>}
          <RegionList
            label="Labels that may be wrong"
            entries={found.doubts.slice(0, LISTED).map((doubt, index) => ({
              key: `${doubt.image.id} ${doubt.label} ${doubt.predicted} ${doubt.x} ${doubt.y}`,
              image: doubt.image,
              words: `${doubt.labelClass.name}, perhaps ${doubt.predictedClass.name}`,
              value: `${count(doubt.area)} px`,
              isCurrent: index === at,
              onClick: () => showDoubt(index),
            }))}
          />
        </>
      )}
    </>
  );
}
