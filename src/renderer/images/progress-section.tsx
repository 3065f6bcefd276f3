import { Brush, ChartLine } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Statistics } from '../../shared/contract/images';
import { statusWords } from '../../shared/images/status';
import { commandNamed } from '../app/all-commands';
import { goTo } from '../app/app-state';
import { runCommand } from '../app/commands';
import { count } from '../app/words';
import { Button } from '../components/button';
import { Section } from '../components/section';
import { StatusDot } from '../components/status-dot';
import { useImages } from './images-state';
import { spentWords } from './row-words';

/** Done first, as the bar fills. */
const order = ['done', 'in-progress', 'to-do', 'left-out'] as const;

export function ProgressSection(): ReactNode {
  const statistics = useImages((state) => state.statistics);
  if (statistics === null) return null;
  const { images, paintedImages, statuses, msPerImage, missingImages } = statistics;
  return (
    <Section title="Progress">
      <StatusBar statistics={statistics} />
      <dl className="facts">
        {order
          .filter((status) => statuses[status] > 0 || status === 'done')
          .map((status) => (
            <StatusFact key={status} status={status} images={statuses[status]} />
          ))}
        <dt>painted</dt>
        <dd>
          {count(paintedImages)} of {count(images)}
          {msPerImage !== null &&
            paintedImages > 0 &&
            `, ${msPerImage < 30_000 ? '' : 'about '}${spentWords(msPerImage)} each`}
        </dd>
        {missingImages > 0 && (
          <>
            <dt>files missing</dt>
            <dd className="warn">{count(missingImages)}</dd>
          </>
        )}
      </dl>
      <NextStep statistics={statistics} />
    </Section>
  );
}

function StatusFact({ status, images }: { status: (typeof order)[number]; images: number }): ReactNode {
  return (
    <>
      <dt className="status-fact">
        <StatusDot status={status} />
        {statusWords(status)}
      </dt>
      <dd>{count(images)}</dd>
    </>
  );
}

/** What is left out is not there to be done. */
function StatusBar({ statistics: { images, statuses } }: { statistics: Statistics }): ReactNode {
  const all = images - statuses['left-out'];
  const share = (part: number): string => `${all === 0 ? 0 : (100 * part) / all}%`;
  return (
    <div
      className="bar status-shares"
      role="progressbar"
      aria-label="Images done"
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={statuses.done}
      aria-valuetext={`${statuses.done} of ${all} done, ${statuses['in-progress']} in progress`}
    >
      <span data-status="done" style={{ width: share(statuses.done) }} />
      <span data-status="in-progress" style={{ width: share(statuses['in-progress']) }} />
    </div>
  );
}

/** The order of the work: all the images, then what they teach. */
function NextStep({ statistics: { paintedImages, statuses } }: { statistics: Statistics }): ReactNode {
  if (statuses['to-do'] === 0 && paintedImages === 0) return null;
  return (
    <div className="next-step">
      {statuses['to-do'] > 0 && (
        <Button icon={Brush} onClick={() => runCommand(commandNamed('images.paintNext'))}>
          Paint the next image
        </Button>
      )}
      {paintedImages > 0 && (
        <Button icon={ChartLine} onClick={() => goTo('train')}>
          Train
        </Button>
      )}
    </div>
  );
}
