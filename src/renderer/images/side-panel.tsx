import type { ReactNode } from 'react';
import { count, percent } from '../app/words';
import { Section } from '../components/section';
import { ChannelsSection } from './channels-section';
import { useImages } from './images-state';
import { NotAddedSection } from './not-added-section';
import { ProgressSection } from './progress-section';
import { SelectedSection } from './selected-section';
import { SessionsSection } from './sessions-section';
import { SplitSection } from './split-section';

/** What the project holds, what is selected, and what could not be added. */
export function SidePanel({ isReadOnly }: { isReadOnly: boolean }): ReactNode {
  return (
    <>
      <ProgressSection />
      <SplitSection isReadOnly={isReadOnly} />
      <ChannelsSection isReadOnly={isReadOnly} />
      <ClassesSection />
      <SelectedSection isReadOnly={isReadOnly} />
      <NotAddedSection />
      <SessionsSection />
    </>
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
