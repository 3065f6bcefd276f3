import type { ComparedScore } from './comparison-table';
import { chartRow, chartScale, tickText } from './interval-chart';
import type { ComparisonReport, ReportRow } from './report';
import { callWord, differenceText, scoreName, scoreRange, scoreText } from './verdict';

/** The report as one page without scripts or files beside it, for a browser and for paper. */
export function reportHtml(report: ComparisonReport): string {
  const { table, primary, runs, project, comparison, createdAt } = report;
  const isDone = runs.done === runs.planned;
  const kinds = table[0].metrics.map(({ measure, className }) => ({ measure, className }));
  const primaryIndex = kinds.findIndex(
    ({ measure, className }) => measure === primary.measure && className === primary.className,
  );
  const order = [primaryIndex, ...kinds.keys()].filter((index, place, all) => all.indexOf(index) === place);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${project}: ${comparison}`)}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="quiet">${escaped(project)} · ${escaped(comparison)} · begun ${escaped(createdAt.slice(0, 16).replace('T', ' '))} UTC</p>
<h1>${escaped(report.verdict)}</h1>
${isDone ? '' : `<p>${runs.done} of ${runs.planned} runs are done; what follows goes by these.</p>`}
</header>
${configurations(report)}
${order.map((index) => section(table, index, index === primaryIndex)).join('\n')}
${failures(report)}
<section><h2>How this was measured</h2><ul>${report.notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul></section>
</body>
</html>
`;
}

function configurations({ table }: ComparisonReport): string {
  const rows = table.map(
    ({ name, weighting, differs }, index) =>
      `<tr><th scope="row">${escaped(name)}</th><td><code>${escaped(weighting)}</code></td><td>${
        index === 0 ? 'all others are compared with it' : differs.map(escaped).join(', ')
      }</td></tr>`,
  );
  return `<section><h2>Configurations</h2><table><thead><tr><th>name</th><th>weighting</th><th>differs in</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

function section(table: readonly ReportRow[], index: number, isPrimary: boolean): string {
  const scores = table.map(({ name, metrics }) => ({ name, score: metrics[index] }));
  const title = scoreName(scores[0].score);
  const rows = scores.map(
    ({ name, score }) =>
      `<tr><th scope="row">${escaped(name)}</th><td class="number">${scoreText(score.mean)}</td><td class="number">${scoreRange(score)}</td><td class="number">${
        score.difference === null ? '' : differenceText(score.difference)
      }</td><td>${callWord(score)}</td></tr>`,
  );
  return `<section><h2>${escaped(capitalised(title))}${isPrimary ? ' <small>the verdict goes by this</small>' : ''}</h2>
${chart(scores, title)}
<table><thead><tr><th>configuration</th><th class="number">mean</th><th class="number">over seeds</th><th class="number">difference (interval)</th><th>verdict</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

const width = 720;
const left = 170;
const rowHeight = 28;

function chart(scores: readonly { name: string; score: ComparedScore }[], title: string): string {
  const rows = scores.map(chartRow);
  const scale = chartScale(rows);
  const x = (value: number): string =>
    (left + ((value - scale.low) / (scale.high - scale.low)) * (width - left - 30)).toFixed(1);
  const bottom = rows.length * rowHeight + 6;
  const lines = scale.ticks.map(
    (tick) =>
      `<line x1="${x(tick)}" y1="0" x2="${x(tick)}" y2="${bottom}" class="${Math.abs(tick) < 1e-12 ? 'zero' : 'grid'}"/><text x="${x(tick)}" y="${bottom + 16}" text-anchor="middle">${tickText(tick, scale)}</text>`,
  );
  const marks = rows.map(({ name, mean, interval, isCalled }, row) => {
    const y = row * rowHeight + rowHeight / 2 + 3;
    const label = `<text x="0" y="${y + 4}">${escaped(shortened(name))}</text>`;
    const bar =
      interval === null
        ? ''
        : `<line x1="${x(interval[0])}" y1="${y}" x2="${x(interval[1])}" y2="${y}" class="interval"/>`;
    const dot = mean === null ? '' : `<circle cx="${x(mean)}" cy="${y}" r="5"/>`;
    return `<g class="${isCalled ? 'called' : 'same'}">${label}${bar}${dot}</g>`;
  });
  return `<svg viewBox="0 0 ${width} ${bottom + 24}" role="img" aria-label="${escaped(`Differences in ${title}; the table below holds the numbers`)}">${lines.join('')}${marks.join('')}</svg>`;
}

function failures({ failed }: ComparisonReport): string {
  if (failed.length === 0) return '';
  const items = failed.map(
    ({ configuration, seed, problem }) =>
      `<li>${escaped(`${configuration}, seed ${seed}: ${problem.message} ${problem.hint}`)}</li>`,
  );
  return `<section><h2>Runs that failed</h2><ul>${items.join('')}</ul></section>`;
}

const shortened = (name: string): string => (name.length > 24 ? `${name.slice(0, 23)}…` : name);
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const style = `
body { font: 14px/1.5 system-ui, sans-serif; color: #16181b; background: #fff; max-width: 820px; margin: 32px auto; padding: 0 24px; }
h1 { font-size: 17px; line-height: 1.45; font-weight: 600; } h2 { font-size: 15px; margin: 28px 0 8px; } small { font-weight: normal; color: #4d555e; }
.quiet { color: #4d555e; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 5px 10px 5px 0; border-bottom: 1px solid #dfe2e6; vertical-align: top; } thead th { color: #4d555e; font-weight: normal; }
th[scope=row] { font-weight: 600; } .number { text-align: right; white-space: nowrap; } code { font-size: 13px; }
svg { width: 100%; height: auto; font-size: 12px; margin: 4px 0; } svg text { fill: #16181b; } .grid { stroke: #dfe2e6; } .zero { stroke: #4d555e; }
.interval { stroke-width: 4; stroke-linecap: round; } .same { fill: #626a73; stroke: #626a73; } .called { fill: #2f5fe0; stroke: #2f5fe0; } g text { stroke: none; }
section { break-inside: avoid; } @media print { body { margin: 0; max-width: none; } }
`;
