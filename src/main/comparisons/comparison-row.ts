import type { ComparisonRow } from '../../shared/contract/comparisons';
import { comparisonReport } from '../../shared/training/compare/report';
import type { ComparisonRecord } from '../store/comparison-records';

/** A comparison as the window shows it. */
export function comparisonRow(record: ComparisonRecord, projectName: string): ComparisonRow {
  const { scored: _counts, ...report } = comparisonReport(record, projectName);
  return { ...report, isRunning: record.isRunning };
}
