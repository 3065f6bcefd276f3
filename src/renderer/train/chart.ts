import uPlot from 'uplot';
import type { ChartSeries, Ink } from './chart-series';
import { alignedCurves } from './curves';
import { readableColor } from './readable-color';

export interface ChartMark {
  step: number;
  words: string;
  token: string;
  /** Where the words stand: losses begin high, scores end high. */
  at: 'top' | 'bottom';
}

export interface ChartContent {
  series: readonly ChartSeries[];
  marks: readonly ChartMark[];
  /** Last step of the axis; null: of the last point. */
  endStep: number | null;
  /** Top of the vertical axis; null: of the largest value. */
  top: number | null;
}

/** A plot that is drawn anew as its content changes; colours are read from the theme at each drawing. */
export interface Chart {
  show(content: ChartContent): void;
  resize(width: number, height: number): void;
  close(): void;
}

const FONT = '11px "Inter Variable", system-ui, sans-serif';

/** @param onStep hears of the step under the pointer; null where it has left */
export function openChart(place: HTMLElement, onStep: (step: number | null) => void): Chart {
  let content: ChartContent = { series: [], marks: [], endStep: null, top: null };
  let size = { width: Math.max(80, place.clientWidth), height: Math.max(80, place.clientHeight) };
  let plot: uPlot | null = null;
  let shape = '';

  const build = (): void => {
    plot?.destroy();
    plot = new uPlot(
      options(size, () => content, onStep),
      alignedCurves(content.series.map(({ curve }) => curve)),
      place,
    );
  };
  const theme = window.matchMedia('(prefers-color-scheme: dark)');
  const redraw = (): void => plot?.redraw(false, true);
  theme.addEventListener('change', redraw);
  return {
    show(next) {
      content = next;
      const nextShape = JSON.stringify(next.series.map(({ key, ink, look }) => [key, ink, look]));
      if (plot === null || nextShape !== shape) build();
      else plot.setData(alignedCurves(next.series.map(({ curve }) => curve)));
      shape = nextShape;
    },
    resize(width, height) {
      if (width < 80 || height < 40 || (width === size.width && height === size.height)) return;
      size = { width, height };
      plot?.setSize(size);
    },
    close() {
      theme.removeEventListener('change', redraw);
      plot?.destroy();
    },
  };
}

function options(
  size: { width: number; height: number },
  content: () => ChartContent,
  onStep: (step: number | null) => void,
): uPlot.Options {
  const axis: uPlot.Axis = {
    font: FONT,
    stroke: () => token('--text-2'),
    ticks: { show: false },
    grid: { stroke: () => token('--line'), width: 1 },
  };
  return {
    ...size,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
    padding: [8, 12, 0, 0],
    scales: {
      x: { time: false, range: (_, __, last) => [0, Math.max(1, content().endStep ?? 0, last ?? 0)] },
      y: { range: (_, __, largest) => [0, content().top ?? topOf(largest)] },
    },
    axes: [
      { ...axis, size: 22, space: 60, gap: 2, grid: { show: false } },
      { ...axis, size: 44, space: 26, values: (_, splits) => splits.map(tickWords) },
    ],
    series: [{}, ...content().series.map(line)],
    hooks: {
      draw: [(plot) => drawMarks(plot, content().marks)],
      setCursor: [
        ({ cursor, data }) => {
          const index = cursor.idx;
          onStep(index === null || index === undefined ? null : (data[0]?.[index] ?? null));
        },
      ],
    },
  };
}

/** A little room above the largest value; a curve of zeros has an axis as well. */
function topOf(largest: number | null | undefined): number {
  return largest === null || largest === undefined || largest <= 0 ? 1 : largest * 1.05;
}

function tickWords(value: number): string {
  return value === 0 || value >= 1e-4 ? String(Number(value.toPrecision(3))) : value.toExponential(0);
}

function line({ ink, look }: ChartSeries): uPlot.Series {
  return {
    stroke: () => inkColor(ink),
    width: look === 'faint' ? 1 : 1.75,
    alpha: look === 'faint' ? 0.35 : 1,
    ...(look === 'dashed' ? { dash: [5, 4] } : {}),
    spanGaps: true,
    // One validation alone would be no line.
    points: { show: (plot, index) => look !== 'faint' && pointCount(plot, index) <= 1, size: 5 },
  };
}

function pointCount(plot: uPlot, series: number): number {
  const row = plot.data[series] ?? [];
  let points = 0;
  for (const value of row) if (value !== null && value !== undefined) points++;
  return points;
}

function drawMarks(plot: uPlot, marks: readonly ChartMark[]): void {
  const { ctx, bbox } = plot;
  const ratio = window.devicePixelRatio;
  for (const { step, words, token: name, at } of marks) {
    const x = Math.round(plot.valToPos(step, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.save();
    ctx.strokeStyle = token(name);
    ctx.fillStyle = token(name);
    ctx.lineWidth = ratio;
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.font = `${11 * ratio}px "Inter Variable", system-ui, sans-serif`;
    ctx.textBaseline = at;
    const isLate = x + ctx.measureText(words).width + 8 * ratio > bbox.left + bbox.width;
    ctx.textAlign = isLate ? 'right' : 'left';
    ctx.fillText(
      words,
      x + (isLate ? -4 : 4) * ratio,
      at === 'top' ? bbox.top + 2 * ratio : bbox.top + bbox.height - 2 * ratio,
    );
    ctx.restore();
  }
}

/** The colour of a line on a panel of the present theme. */
export function inkColor(ink: Ink): string {
  return 'token' in ink ? token(ink.token) : readableColor(ink.color, token('--panel'));
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
