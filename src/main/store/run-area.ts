import { rmSync } from 'node:fs';
import type { RunId } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import { type RunEvent, runEventSchema } from '../../shared/training/run-events';
import { type NewRunParts, snapshotProject, startRun } from './new-run';
import { isAlive, markProcess } from './process-life';
import type { ProjectStore } from './project-store';
import type { Checkpoint, RunRecord } from './records';
import { type RunRow, runFolder, runIdOf, runNumber, runProcess, stored, toRun } from './run-rows';
import type { StoreContext } from './store-context';

/** SQLite takes a negative limit for none. */
const ALL = -1;
const PROCESS_ENDED = 'The program that trained it ended.';

export function makeRuns(context: StoreContext, parts: NewRunParts): ProjectStore['runs'] {
  const { db, folder } = context;
  // A run without a finished snapshot is not there yet, or never will be.
  const select = `SELECT * FROM runs WHERE snapshot_sha256 <> ''`;
  const byNumber = db.prepare<[number], RunRow>(`${select} AND number = ?`);
  const newest = db.prepare<[number], RunRow>(`${select} ORDER BY number DESC LIMIT ?`);
  const best = db.prepare<[], RunRow>(
    `${select} AND best_mean_iou IS NOT NULL ORDER BY best_mean_iou DESC, number LIMIT 1`,
  );
  const put = db.prepare<[RunRow]>(
    `UPDATE runs SET status = @status, started_at = @started_at, ended_at = @ended_at, step = @step,
     total_steps = @total_steps, best_step = @best_step, best_mean_iou = @best_mean_iou, metrics = @metrics,
     reason = @reason, problem = @problem, notes = @notes, process = @process WHERE number = @number`,
  );
  const lastSeq = db.prepare<[number], { seq: number | null }>('SELECT max(seq) AS seq FROM run_events WHERE run = ?');
  const addEvent = db.prepare<[number, number, string, string]>(
    'INSERT INTO run_events (run, seq, at, event) VALUES (?, ?, ?, ?)',
  );
  const eventsAfter = db.prepare<[number, number], { seq: number; at: string; event: string }>(
    'SELECT seq, at, event FROM run_events WHERE run = ? AND seq > ? ORDER BY seq',
  );
  const putCheckpoint = db.prepare<[number, string, number, string]>(
    `INSERT INTO checkpoints (run, kind, step, saved_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (run, kind) DO UPDATE SET step = excluded.step, saved_at = excluded.saved_at`,
  );
  const checkpointsOf = db.prepare<[number], Checkpoint>(
    'SELECT kind, step, saved_at AS savedAt FROM checkpoints WHERE run = ? ORDER BY kind',
  );
  const drop = db.prepare<[number]>('DELETE FROM runs WHERE number = ?');

  const known = (id: RunId): RunRow => {
    const row = byNumber.get(runNumber(id));
    if (row === undefined) throw unknownRun(id);
    return row;
  };
  const find = (ref: string): RunRow => {
    if (ref === 'latest' || ref === 'best') {
      const row = ref === 'latest' ? newest.get(1) : best.get();
      if (row !== undefined) return row;
      throw new Problem(
        'run-none',
        ref === 'latest' ? 'The project has no run yet.' : 'No run of the project has been validated yet.',
        'Train one first.',
      );
    }
    const row = newest.all(ALL).find(({ number }) => runIdOf(number) === ref);
    if (row === undefined) throw unknownRun(ref);
    return row;
  };

  /** A run whose process went after the project was opened is not settled yet, but shown as what it is. */
  const asSeen = (row: RunRow): RunRow =>
    isOpen(row) && !isAlive(runProcess(row)) ? { ...row, status: 'interrupted', reason: PROCESS_ENDED } : row;

  return {
    create: (config, images) => {
      const number = startRun(context, config, (run) => snapshotProject(parts, run, config, images));
      return context.read(() => toRun(known(runIdOf(number)), folder));
    },
    list: (limit = ALL) => context.read(() => newest.all(limit).map((row) => toRun(asSeen(row), folder))),
    get: (ref) => context.read(() => toRun(asSeen(find(ref)), folder)),
    change: (id, { status, reason, problem, notes, pid }) =>
      context.writeRuns(() => {
        const row = known(id);
        const isEnd = status !== undefined && !isOpen({ status });
        put.run({
          ...row,
          status: status ?? row.status,
          ended_at: isEnd ? context.now().toISOString() : row.ended_at,
          reason: reason ?? row.reason,
          problem: problem === undefined ? row.problem : JSON.stringify(problem),
          notes: notes ?? row.notes,
          process: pid === undefined ? row.process : JSON.stringify(markProcess(pid)),
        });
        return toRun(known(id), folder);
      }),
    take: (id, pid) =>
      context.writeRuns(() => {
        const row = known(id);
        if (row.status === 'finished') throw finished(id);
        if (isInProgress(row)) throw trainedElsewhere(id);
        const mark = JSON.stringify(markProcess(pid));
        put.run({ ...row, status: 'preparing', ended_at: null, reason: null, problem: null, process: mark });
        return toRun(known(id), folder);
      }),
    record: (id, events) =>
      context.writeRuns(() => {
        let row = known(id);
        let seq = lastSeq.get(row.number)?.seq ?? 0;
        const at = context.now().toISOString();
        for (const event of events) {
          seq++;
          addEvent.run(row.number, seq, at, JSON.stringify(event));
          if (event.type === 'saved') putCheckpoint.run(row.number, event.checkpoint, event.step, at);
          row = afterEvent(row, event, at);
        }
        put.run(row);
        return toRun(row, folder);
      }),
    events: (id, afterSeq = 0) =>
      context.read(() =>
        eventsAfter
          .all(known(id).number, afterSeq)
          .map(({ seq, at, event }) => ({ seq, at, event: stored(runEventSchema, event, id) })),
      ),
    checkpoints: (id) => context.read(() => checkpointsOf.all(known(id).number)),
    remove: (id) => {
      context.writeRuns(() => {
        const row = known(id);
        if (isInProgress(row)) throw inProgress(id);
        drop.run(row.number);
      });
      // After the row: a folder without a row is only space, a row without its folder would be a broken run.
      context.read(() => rmSync(runFolder(folder, id), { recursive: true, force: true }));
    },
  };
}

/**
 * Marks runs whose process is gone as interrupted, and takes away those whose snapshot was never finished. Returns the
 * interrupted ones.
 */
export function settleRuns(context: StoreContext): RunRecord[] {
  const { db, folder } = context;
  const open = db.prepare<[], RunRow>(`SELECT * FROM runs WHERE status IN ('preparing', 'running')`);
  const interrupt = db.prepare<[string, string, number]>(
    `UPDATE runs SET status = 'interrupted', reason = ?, ended_at = ? WHERE number = ?`,
  );
  const drop = db.prepare<[number]>('DELETE FROM runs WHERE number = ?');
  const orphans = context.read(() => open.all()).filter((row) => !isAlive(runProcess(row)));
  if (orphans.length === 0) return [];
  const unfinished = orphans.filter((row) => row.snapshot_sha256 === '');
  context.writeRuns(() => {
    for (const row of orphans) {
      if (row.snapshot_sha256 === '') drop.run(row.number);
      else interrupt.run(PROCESS_ENDED, context.now().toISOString(), row.number);
    }
  });
  for (const row of unfinished) rmSync(runFolder(folder, runIdOf(row.number)), { recursive: true, force: true });
  return orphans
    .filter((row) => row.snapshot_sha256 !== '')
    .map((row) => toRun({ ...row, status: 'interrupted' }, folder));
}

function isOpen({ status }: Pick<RunRow, 'status'>): boolean {
  return status === 'preparing' || status === 'running';
}

function isInProgress(row: RunRow): boolean {
  return isOpen(row) && isAlive(runProcess(row));
}

/** The row as it is after an event. */
function afterEvent(row: RunRow, event: RunEvent, at: string): RunRow {
  switch (event.type) {
    case 'preparing':
      return { ...row, status: 'preparing', ended_at: null, reason: null, problem: null };
    case 'started':
      return {
        ...row,
        status: 'running',
        started_at: row.started_at ?? at,
        ended_at: null,
        reason: null,
        problem: null,
        step: event.fromStep,
        total_steps: event.totalSteps,
      };
    case 'step':
      return { ...row, step: event.step };
    case 'validated': {
      const { trainingLoss, validationLoss, scores } = event;
      const best = event.isBest ? { best_step: event.step, best_mean_iou: scores.meanIou } : {};
      return { ...row, ...best, metrics: JSON.stringify({ trainingLoss, validationLoss, scores }) };
    }
    case 'finished': {
      const { trainingLoss, validationLoss, scores } = event;
      return {
        ...row,
        status: event.status,
        ended_at: at,
        step: event.step,
        reason: event.reason,
        problem: event.problem === undefined ? null : JSON.stringify(event.problem),
        best_step: event.bestStep ?? row.best_step,
        metrics:
          scores === null && row.metrics !== null
            ? row.metrics
            : JSON.stringify({ trainingLoss, validationLoss, scores }),
      };
    }
    case 'saved':
    case 'warned':
      return row;
  }
}

function unknownRun(ref: string): Problem {
  return new Problem('run-unknown', `The project has no run "${ref}".`, 'List them with: maskwright runs list.');
}

function finished(id: RunId): Problem {
  return new Problem('run-finished', `${id} is finished.`, 'Start a new run.');
}

function trainedElsewhere(id: RunId): Problem {
  return new Problem('run-in-progress', `${id} is being trained by another process.`, 'Wait for it, or stop it there.');
}

function inProgress(id: RunId): Problem {
  return new Problem('run-in-progress', `${id} is still in progress.`, 'Stop it first, then delete it.');
}
