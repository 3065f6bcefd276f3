import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeProblem } from '../../engine/training/durable-file';
import type { ComparisonReport } from '../../shared/training/compare/report';
import { reportCsv } from '../../shared/training/compare/report-csv';
import { reportHtml } from '../../shared/training/compare/report-html';

/** Writes the report into a folder: everything as JSON, a page to print, a table of all counts. Returns their paths. */
export async function writeReport(report: ComparisonReport, folder: string): Promise<string[]> {
  const files = [
    ['comparison.json', `${JSON.stringify(report, null, 1)}\n`],
    ['report.html', reportHtml(report)],
    ['scores.csv', reportCsv(report)],
  ] as const;
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of files) await writeFile(join(folder, name), text);
  } catch (error) {
    throw writeProblem(error, folder);
  }
  return files.map(([name]) => resolve(folder, name));
}
