import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from './build-app.mjs';
import { sum } from './checks/tally.mjs';
import { vitestInElectron, vitestWithWindows } from './checks/vitest.mjs';
import { say } from './console/progress.mjs';
import { describe } from './failure.mjs';
import { setUp } from './setup/set-up.mjs';

/** The rows that the benchmarks wrote, as one table. @param {string} file a JSON object a line */
function table(file) {
  const rows = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(parsed) : [];
  const cells = [['what', 'measured', 'to reach', ''], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (/** @type {string[]} */ row) => `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join('\n');
}

/** @param {string} line @returns {string[]} */
function parsed(line) {
  const { what, figure, wanted, outcome } = JSON.parse(line);
  return [what, figure, wanted, outcome];
}

// With --soak what is measured for minutes is measured for an hour.
if (process.argv.includes('--soak')) process.env.MASKWRIGHT_SOAK = '1';
const wanted = process.argv.slice(2).filter((argument) => argument !== '--soak');
const folder = mkdtempSync(join(tmpdir(), 'maskwright-bench-'));
const rows = join(folder, 'rows.jsonl');
process.env.MASKWRIGHT_BENCH_ROWS = rows;
try {
  await setUp();
  await buildApp();
  const { failed } = sum([
    await vitestInElectron('vitest.bench.config.ts', ['--passWithNoTests', ...wanted]),
    await vitestWithWindows('vitest.window-bench.config.ts', ['--passWithNoTests', ...wanted]),
  ]);
  process.stdout.write(`${table(rows)}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  say(describe(error, 'The benchmark'));
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
