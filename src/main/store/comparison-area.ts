import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ComparisonId } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import { type ComparisonPlan, planProblem } from '../../shared/training/compare/plan';
import { comparisonReport } from '../../shared/training/compare/report';
import { readsPainted } from '../../shared/weighting/words';
import type { ComparedImages } from './comparison-records';
import { writeReport } from './comparison-report';
import {
  type ComparedRunRow,
  type ComparisonRow,
  comparisonFolder,
  comparisonIdOf,
  comparisonNumber,
  isTaken,
  toComparison,
} from './comparison-rows';
import { type NewRunParts, projectFacts, snapshotPart, startRun } from './new-run';
import { markProcess } from './process-life';
import type { ProjectStore } from './project-store';
import { runIdOf } from './run-rows';
import { copyFrozen, writeFrozen } from './snapshot-files';
import { storeProblem } from './sqlite';
import type { StoreContext } from './store-context';

export function makeComparisons(
  context: StoreContext,
  parts: NewRunParts,
  runs: Pick<ProjectStore['runs'], 'get'>,
): ProjectStore['comparisons'] {
  const { db, folder } = context;
  // One whose images and labels are not frozen is not there yet, or never will be.
  const select = `SELECT number, plan, class_names, scored_on, created_at, process FROM comparisons WHERE frozen_sha256 <> ''`;
  const byNumber = db.prepare<[number], ComparisonRow>(`${select} AND number = ?`);
  const newest = db.prepare<[], ComparisonRow>(`${select} ORDER BY number DESC`);
  const insert = db.prepare<[string, string, string, string, string]>(
    'INSERT INTO comparisons (plan, class_names, scored_on, created_at, process) VALUES (?, ?, ?, ?, ?)',
  );
  const finish = db.prepare<[string, number]>('UPDATE comparisons SET frozen_sha256 = ? WHERE number = ?');
  const setProcess = db.prepare<[string | null, number]>('UPDATE comparisons SET process = ? WHERE number = ?');
  const drop = db.prepare<[number]>('DELETE FROM comparisons WHERE number = ?');
  const runsOf = db.prepare<[number], ComparedRunRow>(
    `SELECT configuration, seed, run, scores, problem, seconds FROM comparison_runs WHERE comparison = ?
     ORDER BY seed, configuration`,
  );
  const link = db.prepare<[number, number, number, number]>(
    `INSERT INTO comparison_runs (comparison, configuration, seed, run) VALUES (?, ?, ?, ?)
     ON CONFLICT (comparison, configuration, seed) DO UPDATE SET run = excluded.run, scores = NULL, problem = NULL`,
  );
  const setEnd = db.prepare<[string | null, string | null, number | null, number, number, number]>(
    `UPDATE comparison_runs SET scores = ?, problem = ?, seconds = ?
     WHERE comparison = ? AND configuration = ? AND seed = ?`,
  );

  const known = (id: ComparisonId): ComparisonRow => {
    const row = byNumber.get(comparisonNumber(id));
    if (row === undefined) throw unknownComparison(id);
    return row;
  };
  const record = (row: ComparisonRow) => toComparison(row, runsOf.all(row.number), folder);

  return {
    create: (plan, images) => {
      const classNames = context.read(() => projectFacts(parts).channels.map(({ name }) => name));
      const problem = planProblem(plan, classNames);
      if (problem !== null) throw problem;
      const scoredOn = images.test.length > 0 ? 'test' : 'validation';
      if (images[scoredOn].length === 0) throw nothingToScore();
      const at = context.now().toISOString();
      const mark = JSON.stringify(markProcess());
      const number = context.writeRuns(() =>
        Number(insert.run(JSON.stringify(plan), JSON.stringify(classNames), scoredOn, at, mark).lastInsertRowid),
      );
      const own = comparisonFolder(folder, comparisonIdOf(number));
      try {
        const sha256 = context.read(() => freeze(parts, own, at, plan, images));
        context.writeRuns(() => finish.run(sha256, number));
      } catch (error) {
        rmSync(own, { recursive: true, force: true });
        context.writeRuns(() => drop.run(number));
        throw storeProblem(error, own);
      }
      return context.read(() => record(known(comparisonIdOf(number))));
    },
    list: () => context.read(() => newest.all().map(record)),
    get: (ref) =>
      context.read(() => {
        const rows = newest.all();
        const row = ref === 'latest' ? rows[0] : rows.find(({ number }) => comparisonIdOf(number) === ref);
        if (row === undefined) throw ref === 'latest' ? noComparison() : unknownComparison(ref);
        return record(row);
      }),
    take: (id, pid) =>
      context.writeRuns(() => {
        const row = known(id);
        if (isTaken(row)) throw comparedElsewhere(id);
        setProcess.run(JSON.stringify(markProcess(pid)), row.number);
        return record(known(id));
      }),
    release: (id) => {
      context.writeRuns(() => setProcess.run(null, known(id).number));
    },
    startRun: (id, { configuration, seed, config }) => {
      const { number } = context.read(() => known(id));
      const run = startRun(context, config, (made) =>
        copyFrozen(comparisonFolder(folder, id), made.folder, { runId: made.id, createdAt: made.createdAt, config }),
      );
      context.writeRuns(() => link.run(number, configuration, seed, run));
      return runs.get(runIdOf(run));
    },
    end: (id, { configuration, seed }, end) =>
      context.writeRuns(() => {
        const { number } = known(id);
        const [scores, problem, seconds] =
          'scores' in end ? [JSON.stringify(end.scores), null, end.seconds] : [null, JSON.stringify(end.problem), null];
        setEnd.run(scores, problem, seconds, number, configuration, seed);
        return record(known(id));
      }),
    writeReport: (id, out = join(comparisonFolder(folder, id), 'report')) => {
      const report = context.read(() => comparisonReport(record(known(id)), parts.project().name));
      return writeReport(report, out);
    },
    remove: (id) => {
      context.writeRuns(() => {
        const row = known(id);
        if (isTaken(row)) throw comparedElsewhere(id);
        drop.run(row.number);
      });
      context.read(() => rmSync(comparisonFolder(folder, id), { recursive: true, force: true }));
    },
  };
}

function freeze(
  parts: NewRunParts,
  folder: string,
  createdAt: string,
  { configurations }: ComparisonPlan,
  images: ComparedImages,
): string {
  const isImportanceRead = configurations.some(({ config }) => readsPainted(config.weighting));
  return writeFrozen(
    folder,
    { ...projectFacts(parts), createdAt },
    (['training', 'validation', 'test'] as const).flatMap((split) =>
      images[split].map((id) => snapshotPart(parts, id, split, split === 'training' && isImportanceRead)),
    ),
  );
}

function unknownComparison(ref: string): Problem {
  return new Problem(
    'comparison-unknown',
    `The project has no comparison "${ref}".`,
    'List them with: maskwright comparisons list.',
  );
}

function noComparison(): Problem {
  return new Problem('comparison-none', 'The project has no comparison yet.', 'Start one with: maskwright compare.');
}

function comparedElsewhere(id: ComparisonId): Problem {
  return new Problem(
    'comparison-in-progress',
    `Another process is at work on ${id}.`,
    'Wait for it, or stop it there; what is done is kept.',
  );
}

function nothingToScore(): Problem {
  return new Problem(
    'comparison-nothing-to-score',
    'No labelled image is in the test split or validates, so there is nothing to score the runs on.',
    'Put labelled images into the test split, or let some of them validate.',
  );
}
