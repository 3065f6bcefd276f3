import type { ReactNode } from 'react';
import { type Reliability, reliabilityOf } from '../../shared/training/numbers/calibration';
import type { ImageNumbers } from '../../shared/training/numbers/image-numbers';
import { objectRows } from '../../shared/training/numbers/objects';
import type { SnapshotChannel } from '../../shared/training/snapshot';
import { count } from '../app/words';
import { Hint } from '../components/hint';
import { Section } from '../components/section';
import { calibrationWords, confusionRows, errorPlaceWords, sizeWords } from './number-words';
import { NumbersOf } from './numbers-of';
import { useShownNumbers } from './shown-numbers';

/** What the scores are made of: which classes are mixed up, where, at which sizes, and whether probabilities can be believed. */
export function NumbersSection(): ReactNode {
  const shown = useShownNumbers();
  const { numbers, channels } = shown;
  return (
    <Section title="Numbers">
      <NumbersOf shown={shown} />
      {numbers !== null && (
        <>
          <Confusions numbers={numbers} channels={channels} />
          <h3 className="inspect-subtitle">At borders and inside</h3>
          {errorPlaceWords(numbers).map((sentence) => (
            <p key={sentence} className="inspect-words">
              {sentence}
            </p>
          ))}
          <Sizes numbers={numbers} channels={channels} />
          <Calibration reliability={reliabilityOf(numbers.calibration)} />
        </>
      )}
    </Section>
  );
}

interface PartProps {
  numbers: ImageNumbers;
  channels: readonly SnapshotChannel[];
}

function Confusions({ numbers, channels }: PartProps): ReactNode {
  const { rows, rest } = confusionRows(numbers.confusion, channels);
  return (
    <>
      <h3 className="inspect-subtitle">
        <Hint text="Of the pixels of a class, the share that was taken for each class; the largest first.">
          <span>Taken for</span>
        </Hint>
      </h3>
      <table className="inspect-table inspect-list inspect-confusions">
        <caption className="visually-hidden">Which classes are taken for which</caption>
        <thead>
          <tr>
            <th scope="col">label</th>
            <th scope="col">prediction</th>
            <th scope="col">pixels</th>
            <th scope="col">share</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, predicted, pixels, share }) => (
            <tr key={key}>
              <th scope="row">
                <ClassName channel={label} />
              </th>
              <td>
                <ClassName channel={predicted} />
              </td>
              <td>{count(pixels)}</td>
              <td>{share}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="inspect-words">No class is taken for another.</p>}
      {rest > 0 && <p className="inspect-words">{count(rest)} rarer ones are not listed.</p>}
    </>
  );
}

function Sizes({ numbers, channels }: PartProps): ReactNode {
  const rows = channels.flatMap((channel, index) =>
    objectRows(numbers.objects, index).map((row) => ({ channel, row, key: `${index} ${row.fromPixels}` })),
  );
  return (
    <>
      <h3 className="inspect-subtitle">
        <Hint text="Connected labelled pixels of a class by their number. Found: at least half of them were predicted.">
          <span>By object size</span>
        </Hint>
      </h3>
      <table className="inspect-table inspect-list inspect-sizes">
        <caption className="visually-hidden">Objects found, by class and size</caption>
        <thead>
          <tr>
            <th scope="col">class</th>
            <th scope="col">pixels</th>
            <th scope="col">found</th>
            <th scope="col">recall</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ channel, row, key }) => (
            <tr key={key}>
              <th scope="row">
                <ClassName channel={channel} />
              </th>
              <td>{sizeWords(row)}</td>
              <td>
                {count(row.found)} of {count(row.objects)}
              </td>
              <td>{row.recall.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Calibration({ reliability }: { reliability: Reliability }): ReactNode {
  const { bins } = reliability;
  const width = 100 / bins.length;
  const most = Math.max(1, ...bins.map(({ pixels }) => pixels));
  return (
    <>
      <h3 className="inspect-subtitle">
        <Hint text="For each probability of the predicted class, how often it was right. On the diagonal the network is as sure as it should be; the strip below shows how many pixels a bar stands for.">
          <span>Calibration</span>
        </Hint>
      </h3>
      <figure className="inspect-reliability">
        <svg viewBox="0 0 100 66" role="img" aria-label={`Reliability diagram. ${calibrationWords(reliability)}`}>
          {bins.map(({ from, accuracy, pixels }, bin) => (
            <g key={from}>
              {accuracy !== null && (
                <rect
                  className="reliability-bar"
                  x={bin * width + 0.4}
                  y={56 - 56 * accuracy}
                  width={width - 0.8}
                  height={56 * accuracy}
                />
              )}
              <rect
                className="reliability-pixels"
                x={bin * width + 0.4}
                y={66 - (8 * pixels) / most}
                width={width - 0.8}
                height={(8 * pixels) / most}
              />
            </g>
          ))}
          <line className="curve-base" x1="0" y1="56" x2="100" y2="56" />
          <line className="reliability-right" x1="0" y1="56" x2="100" y2="0" />
        </svg>
        <figcaption>
          <span>probability 0</span>
          <span>1</span>
        </figcaption>
      </figure>
      <p className="inspect-words">{calibrationWords(reliability)}</p>
    </>
  );
}

function ClassName({ channel }: { channel: Pick<SnapshotChannel, 'name' | 'color'> | undefined }): ReactNode {
  return (
    <span className="inspect-class-name">
      <span className="swatch-small" style={{ background: channel?.color ?? 'transparent' }} aria-hidden="true" />
      <span className="truncate">{channel?.name ?? ''}</span>
    </span>
  );
}
