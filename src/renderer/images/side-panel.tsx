import { Brush, ChartLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { commandNamed } from '../app/all-commands';
import { goTo } from '../app/app-state';
import { runCommand } from '../app/commands';
import { count, percent } from '../app/words';
import { Button } from '../components/button';
import { ProgressBar } from '../components/progress-bar';
import { Section } from '../components/section';
import { useImages } from './images-state';
import { NotAddedSection } from './not-added-section';
import { SelectedSection } from './selected-section';

/** What the project holds, what is selected, and what could not be added. */
export function SidePanel({ isReadOnly }: { isReadOnly: boolean }): ReactNode {
  return (
    <>
      <ProgressSection />
      <ClassesSection />
      <SelectedSection isReadOnly={isReadOnly} />
      <NotAddedSection />
    </>
  );
}

function ProgressSection(): ReactNode {
  const statistics = useImages((state) => state.statistics);
  if (statistics === null) return null;
  const { images, paintedImages, training, validation, test } = statistics;
  return (
    <Section title="Progress">
      <ProgressBar label="Painted images" value={paintedImages} of={images} />
      <dl className="facts">
        <dt>painted</dt>
        <dd>
          {count(paintedImages)} of {count(images)}
        </dd>
        {training + validation + test > 0 && (
          <>
            <dt>training / validation / test</dt>
            <dd>
              {count(training)} / {count(validation)} / {count(test)}
            </dd>
          </>
        )}
        {statistics.missingImages > 0 && (
          <>
            <dt>files missing</dt>
            <dd className="warn">{count(statistics.missingImages)}</dd>
          </>
        )}
      </dl>
      <NextStep images={images} painted={paintedImages} />
    </Section>
  );
}

/** The order of the work: all the images, then what they teach. */
function NextStep({ images, painted }: { images: number; painted: number }): ReactNode {
  if (images === 0) return null;
  return (
    <div className="next-step">
      {painted < images && (
        <Button icon={Brush} onClick={() => runCommand(commandNamed('images.paintNext'))}>
          Paint the next image
        </Button>
      )}
      {painted > 0 && (
        <Button icon={ChartLine} onClick={() => goTo('train')}>
          Train
        </Button>
      )}
    </div>
  );
}

function ClassesSection(): ReactNode {
  const statistics = useImages((state) => state.statistics);
  if (statistics === null) return null;
  return (
    <Section title="Classes">
      <table className="class-table">
        <thead>
          <tr>
            <th scope="col">class</th>
            <th scope="col">images</th>
            <th scope="col">pixels</th>
          </tr>
        </thead>
        <tbody>
          {statistics.classes.map(({ id, name, color, images, pixels }) => (
            <tr key={id}>
              <th scope="row">
                <span className="swatch-small" style={{ background: color }} />
                <span className="truncate">{name}</span>
              </th>
              <td>{count(images)}</td>
              <td title={`${count(pixels)} pixels`}>{percent(pixels, statistics.pixels)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
