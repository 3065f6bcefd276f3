import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ComparisonReport } from '../../shared/training/compare/report';
import { reportCsv } from '../../shared/training/compare/report-csv';
import { reportHtml } from '../../shared/training/compare/report-html';
import { storeProblem } from './sqlite';

export interface ReportFiles {
  /** Everything, as JSON. */
  json: string;
  /** A page to look at and to print. */
  page: string;
  /** All counts, run by run and image by image. */
  table: string;
}

/** Writes a report into a folder, over an earlier one; returns absolute paths. @throws Problem what the disk says */
export function writeReport(report: ComparisonReport, folder: string): ReportFiles {
  const path = (name: string): string => resolve(join(folder, name));
  const files = { json: path('comparison.json'), page: path('report.html'), table: path('scores.csv') };
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(files.json, `${JSON.stringify(report, null, 1)}\n`);
    writeFileSync(files.page, reportHtml(report));
    writeFileSync(files.table, reportCsv(report));
  } catch (error) {
    throw storeProblem(error, folder);
  }
  return files;
}
