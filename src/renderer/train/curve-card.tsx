import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type Chart, type ChartContent, inkColor, openChart } from './chart';
import { type ChartSeries, lastWords, legendEntries, wordsAt } from './chart-series';

interface CurveCardProps extends ChartContent {
  title: string;
  /** Said in place of curves before there are any. */
  empty: string;
  /** Chooses what is drawn, beside the legend. */
  control?: ReactNode;
}

/** Curves with their read-out: of the step under the pointer, else of the last. */
export function CurveCard({ title, empty, control, series, marks, endStep, top }: CurveCardProps): ReactNode {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [step, setStep] = useState<number | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const isEmpty = series.every(({ curve }) => curve.steps.length === 0);
  const isHidden = ({ entry, startsHidden }: ChartSeries): boolean => startsHidden !== toggled.has(entry.key);
  const last = lastWords(series, isHidden);

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const opened = openChart(element, setStep);
    chart.current = opened;
    const observer = new ResizeObserver(() => opened.resize(element.clientWidth, element.clientHeight));
    observer.observe(element);
    return () => {
      observer.disconnect();
      opened.close();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    const isDrawn = ({ entry, startsHidden, curve }: ChartSeries): boolean =>
      startsHidden === toggled.has(entry.key) && curve.steps.length > 0;
    chart.current?.show({ series: series.filter(isDrawn), marks, endStep, top });
  }, [series, marks, endStep, top, toggled]);

  const toggle = (key: string): void => {
    const next = new Set(toggled);
    if (!next.delete(key)) next.add(key);
    setToggled(next);
  };

  return (
    <section className="train-card curve-card" aria-label={title}>
      <header className="curve-head">
        <h2>{title}</h2>
        <p className="curve-values truncate">{step === null ? last : wordsAt(series, isHidden, step)}</p>
      </header>
      <div className="curve-bar">
        {control}
        <ul className="curve-legend" aria-label={`Curves of ${title}`}>
          {legendEntries(series).map((one) => (
            <LegendButton
              key={one.entry.key}
              series={one}
              isShown={!isHidden(one)}
              onToggle={() => toggle(one.entry.key)}
            />
          ))}
        </ul>
      </div>
      <div className="curve-place" role="img" aria-label={last === '' ? `${title}: ${empty}` : `${title}: ${last}`}>
        <div ref={place} className="curve-plot" />
        {isEmpty && (
          <p className="curve-empty">
            <span>{empty}</span>
          </p>
        )}
      </div>
    </section>
  );
}

interface LegendButtonProps {
  series: ChartSeries;
  isShown: boolean;
  onToggle(): void;
}

function LegendButton({ series: { entry, ink, look }, isShown, onToggle }: LegendButtonProps): ReactNode {
  useSyncExternalStore(followTheme, isDark);
  return (
    <li>
      <button type="button" className="curve-key" aria-pressed={isShown} onClick={onToggle}>
        <span className="curve-swatch" data-look={look} style={{ borderColor: inkColor(ink) }} aria-hidden="true" />
        {entry.words}
      </button>
    </li>
  );
}

const isDark = (): boolean => window.matchMedia('(prefers-color-scheme: dark)').matches;

/** Colours of classes are mended for the ground that they are on. */
function followTheme(changed: () => void): () => void {
  const theme = window.matchMedia('(prefers-color-scheme: dark)');
  theme.addEventListener('change', changed);
  return () => theme.removeEventListener('change', changed);
}
