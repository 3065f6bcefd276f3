import { Fragment, type ReactNode } from 'react';
import type { ComparedScore } from '../../shared/training/compare/comparison-table';
import { chartRow, chartScale, tickText } from '../../shared/training/compare/interval-chart';
import { differenceText } from '../../shared/training/compare/verdict';

interface ComparisonChartProps {
  /** Which score. */
  title: string;
  scores: readonly { name: string; score: ComparedScore }[];
}

const rowPx = 44;

/** Differences to the baseline with their intervals, and below each the difference seed by seed. */
export function ComparisonChart({ title, scores }: ComparisonChartProps): ReactNode {
  const [baseline] = scores;
  const rows = scores.map(chartRow);
  const scale = chartScale(rows);
  const at = (value: number): string => `${100 * ((value - scale.low) / (scale.high - scale.low))}%`;
  const heightPx = rows.length * rowPx;
  return (
    <section className="train-card compare-chart" aria-label={`Differences in ${title}`}>
      <h2>{`Difference in ${title} to ${baseline.name}`}</h2>
      <div className="compare-plot">
        <div className="compare-names" aria-hidden="true">
          {rows.map(({ name }) => (
            <span key={name} className="truncate" title={name}>
              {name}
            </span>
          ))}
        </div>
        <svg
          height={heightPx + 20}
          role="img"
          aria-label={scores
            .map(
              ({ name, score }) =>
                `${name}: ${score.difference === null ? 'baseline' : differenceText(score.difference)}`,
            )
            .join('; ')}
        >
          {scale.ticks.map((tick) => (
            <Fragment key={tick}>
              <line
                className="compare-grid"
                data-zero={Math.abs(tick) < 1e-12}
                x1={at(tick)}
                x2={at(tick)}
                y1={0}
                y2={heightPx}
              />
              <text x={at(tick)} y={heightPx + 15} textAnchor="middle">
                {tickText(tick, scale)}
              </text>
            </Fragment>
          ))}
          {rows.map(({ name, mean, interval, isCalled }, index) => {
            const y = index * rowPx + 16;
            return (
              <g key={name} className="compare-mark" data-called={isCalled}>
                {interval !== null && <line x1={at(interval[0])} x2={at(interval[1])} y1={y} y2={y} />}
                {(mean !== null || index === 0) && <circle cx={at(mean ?? 0)} cy={y} r={6} />}
                {index > 0 &&
                  seedDifferences(baseline.score, scores[index].score)
                    .filter(({ value }) => value >= scale.low && value <= scale.high)
                    .map(({ seed, value }) => <circle key={seed} cx={at(value)} cy={y + 16} r={2.5} />)}
              </g>
            );
          })}
        </svg>
      </div>
    </section>
  );
}

/** Of the pooled scores, for each seed that both have. */
function seedDifferences(from: ComparedScore, to: ComparedScore): { seed: number; value: number }[] {
  return to.perSeed.flatMap(({ seed, score }) => {
    const other = from.perSeed.find((entry) => entry.seed === seed);
    return score === null || other === undefined || other.score === null ? [] : [{ seed, value: score - other.score }];
  });
}
