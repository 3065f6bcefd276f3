import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PaintNext } from '../../shared/contract/inspect';
import type { ImageId } from '../../shared/ids';
import { goTo } from '../app/app-state';
import { act } from '../app/client';
import { Button } from '../components/button';
import { ProblemNote } from '../components/problem-note';
import { Section } from '../components/section';
import { useTrainedRun } from '../train/trained-runs';
import { showScored } from './score-set';
import { SearchProgress } from './search-progress';
import { findPaintNext, useSearch } from './search-state';

/** Which images the network would learn most from, were they painted. */
export function PaintNextSection(): ReactNode {
  const search = useSearch((state) => state.paintNext);
  const run = useTrainedRun();
  const isOther = search.status !== 'none' && search.run !== run?.id;
  const isFound = search.status === 'found' && !isOther;
  return (
    <Section title="Paint next">
      {!isFound && search.status !== 'searching' && (
        <p className="inspect-words">
          Unpainted images that the network is unsure of, and that look unlike those painted already.
        </p>
      )}
      {search.status === 'searching' && <SearchProgress done={search.done} total={search.total} />}
      {search.status === 'failed' && !isOther && <ProblemNote problem={search.problem} />}
      {isFound && <Found found={search.found} />}
      {search.status !== 'searching' && (!isFound || search.isStale) && (
        <Button icon={Search} onClick={() => act(findPaintNext)}>
          {isFound ? 'Look again' : 'Find them'}
        </Button>
      )}
    </Section>
  );
}

function Found({ found: { images, candidates, notices } }: { found: PaintNext }): ReactNode {
  return (
    <>
      {candidates === 0 && <p className="inspect-words">Every image has something painted on it.</p>}
      {notices.map((notice) => (
        <p key={notice} className="inspect-words inspect-warn">
          {notice}
        </p>
      ))}
      <ol className="inspect-worst" aria-label="Images to paint next">
        {images.map(({ id, name, thumbnail, reason }) => (
          <li key={id} className="inspect-next">
            <img src={thumbnail} alt="" />
            <div>
              <p className="truncate">{name}</p>
              <p className="inspect-words">{reason}</p>
              <div className="inspect-buttons">
                <Button aria-label={`Paint it: ${name}`} onClick={() => act(() => paint(id))}>
                  Paint it
                </Button>
                <Button aria-label={`Look at it: ${name}`} onClick={() => act(() => showScored(id))}>
                  Look at it
                </Button>
              </div>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

async function paint(id: ImageId): Promise<void> {
  await showScored(id);
  goTo('paint');
}
