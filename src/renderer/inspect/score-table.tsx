import type { ReactNode } from 'react';
import type { Scores } from '../../shared/training/run-events';
import type { SnapshotChannel } from '../../shared/training/snapshot';
import { Hint } from '../components/hint';
import { shortScore } from './inspect-words';

interface ScoreTableProps {
  /** Of what, for screen readers. */
  caption: string;
  scores: Scores;
  channels: readonly SnapshotChannel[];
}

const columns = [
  { key: 'iou', words: 'IoU', hint: 'Pixels that are the class in label and prediction, of those in either' },
  { key: 'boundaryIou', words: 'border', hint: 'Boundary IoU: the same, of pixels near the borders only' },
  { key: 'precision', words: 'prec.', hint: 'Precision: of the pixels predicted as the class, how many are' },
  { key: 'recall', words: 'recall', hint: 'Recall: of the pixels of the class, how many were found' },
] as const;

/** Scores class by class, the means below. */
export function ScoreTable({ caption, scores, channels }: ScoreTableProps): ReactNode {
  return (
    <table className="inspect-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">class</th>
          {columns.map(({ key, words, hint }) => (
            <th key={key} scope="col">
              <Hint text={hint}>
                <span>{words}</span>
              </Hint>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {scores.classes.map((row, channel) => (
          <tr key={row.name}>
            <th scope="row">
              <span className="inspect-class-name">
                <span
                  className="swatch-small"
                  style={{ background: channels[channel]?.color ?? 'transparent' }}
                  aria-hidden="true"
                />
                <span className="truncate">{row.name}</span>
              </span>
            </th>
            {columns.map(({ key }) => (
              <td key={key}>{shortScore(row[key])}</td>
            ))}
          </tr>
        ))}
        <tr className="inspect-means">
          <th scope="row">mean</th>
          <td>{shortScore(scores.meanIou)}</td>
          <td>{shortScore(scores.meanBoundaryIou)}</td>
          <td />
          <td />
        </tr>
      </tbody>
    </table>
  );
}
