import type { RunId } from '../../shared/ids';
import type { ProjectStore } from './project-store';
import { type RunRow, runNumber, toRun } from './run-rows';
import type { StoreContext } from './store-context';

/** Runs that wait for their turn, in the order of their places. @param known the row of a run */
export function makeQueue(
  context: StoreContext,
  known: (id: RunId) => RunRow,
): Pick<ProjectStore['runs'], 'enqueue' | 'queue' | 'moveInQueue'> {
  const { db, folder } = context;
  const waiting = db.prepare<[], RunRow>(`SELECT * FROM runs WHERE status = 'queued' ORDER BY queue_place, number`);
  const put = db.prepare<[number, number]>(`UPDATE runs SET status = 'queued', queue_place = ? WHERE number = ?`);
  const records = (): ReturnType<ProjectStore['runs']['queue']> => waiting.all().map((row) => toRun(row, folder));
  const arrange = (rows: readonly RunRow[]): void => {
    rows.forEach(({ number }, place) => {
      put.run(place, number);
    });
  };

  return {
    enqueue: (id) =>
      context.writeRuns(() => {
        arrange([...waiting.all().filter(({ number }) => number !== runNumber(id)), known(id)]);
        return toRun(known(id), folder);
      }),
    queue: () => context.read(() => records()),
    moveInQueue: (id, place) =>
      context.writeRuns(() => {
        const rows = waiting.all();
        const moved = rows.find(({ number }) => number === runNumber(id));
        // It may have had its turn meanwhile.
        if (moved === undefined) return records();
        const others = rows.filter((row) => row !== moved);
        arrange(others.toSpliced(Math.max(0, place), 0, moved));
        return records();
      }),
  };
}
