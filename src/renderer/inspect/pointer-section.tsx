import type { ReactNode } from 'react';
import type { SnapshotChannel } from '../../shared/training/snapshot';
import { Section } from '../components/section';
import { useInspect } from './inspect-state';
import { valueWords } from './inspect-words';

/** What lies at the pixel under the pointer. */
export function PointerSection(): ReactNode {
  const reading = useInspect((state) => state.reading);
  const channels = useInspect((state) => state.channels);
  const at = reading?.at ?? null;
  return (
    <Section title="Under the pointer">
      <dl className="inspect-values">
        <dt>pixel</dt>
        <dd>{reading === null ? '–' : `x ${reading.x} y ${reading.y}`}</dd>
        <dt>label</dt>
        <dd>{at === null ? '–' : at.label === null ? 'not labelled' : <ClassName channel={channels[at.label]} />}</dd>
        <dt>prediction</dt>
        <dd>{at === null ? '–' : <ClassName channel={channels[at.prediction]} />}</dd>
        {channels.map((channel, index) => {
          const probability = at?.probabilities[index];
          return (
            <Probability
              key={channel.id}
              name={channel.name}
              color={channel.color}
              value={probability === undefined ? null : probability}
            />
          );
        })}
        <dt>loss</dt>
        <dd>{valueWords(at?.loss ?? null)}</dd>
        <dt>weight</dt>
        <dd>{valueWords(at?.weight ?? null)}</dd>
      </dl>
    </Section>
  );
}

function ClassName({ channel }: { channel: SnapshotChannel | undefined }): ReactNode {
  if (channel === undefined) return '–';
  return (
    <span className="inspect-class">
      <span className="swatch-small" style={{ background: channel.color }} aria-hidden="true" />
      {channel.name}
    </span>
  );
}

function Probability({ name, color, value }: { name: string; color: string; value: number | null }): ReactNode {
  return (
    <>
      <dt className="truncate">P({name})</dt>
      <dd className="inspect-probability">
        <span className="inspect-share" aria-hidden="true">
          <span style={{ width: `${100 * (value ?? 0)}%`, background: color }} />
        </span>
        {valueWords(value)}
      </dd>
    </>
  );
}
