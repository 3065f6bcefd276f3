import type { ReactNode } from 'react';
import { goTo } from '../app/app-state';
import { useCurrentImage } from '../app/current-image';
import { Button } from '../components/button';
import { Section } from '../components/section';
import { useInspect } from './inspect-state';
import { roleWords } from './inspect-words';
import { errorPlaceWords } from './number-words';
import { ScoreTable } from './score-table';

/** How right the network is in the image in hand. */
export function ImageSection(): ReactNode {
  const image = useCurrentImage();
  const answer = useInspect((state) => state.image);
  const problem = useInspect((state) => state.imageProblem);
  const facts = answer !== null && answer.image === image?.id ? answer.facts : null;
  return (
    <Section title="This image">
      {facts === null && (
        <p className="inspect-words">
          {image === null ? 'No image is in hand.' : problem === null ? 'Computing its scores…' : 'No scores.'}
        </p>
      )}
      {facts !== null && (
        <>
          {facts.scores === null ? (
            <>
              <p className="inspect-words">Nothing in this image is labelled, so there is nothing to compare with.</p>
              <Button onClick={() => goTo('paint')}>Paint it</Button>
            </>
          ) : (
            <ScoreTable caption="Scores of this image" scores={facts.scores} channels={facts.channels} />
          )}
          {facts.numbers !== null && <p className="inspect-words">{errorPlaceWords(facts.numbers)[0]}</p>}
          <p className="inspect-words">{roleWords[facts.use]}</p>
          {facts.notices.map((notice) => (
            <p key={notice} className="inspect-words inspect-warn">
              {notice}
            </p>
          ))}
        </>
      )}
    </Section>
  );
}
