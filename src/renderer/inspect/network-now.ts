import type { NetworkLayer } from '../../shared/contract/inspect';
import type { RunRow } from '../../shared/contract/runs';
import type { RunId } from '../../shared/ids';
import type { SnapshotChannel } from '../../shared/training/snapshot';
import { runChoiceWords } from '../train/run-words';
import { useRuns } from '../train/runs-state';
import { currentTrainedRun, trainedRuns } from '../train/trained-runs';
import type { Shown } from './pane-views';

/** Trained runs that the one in hand can be compared with. */
export function otherRuns(rows: readonly RunRow[] | null, inHand: RunId | null): Shown['others'] {
  return trainedRuns(rows)
    .filter(({ id }) => id !== inHand)
    .map((row) => ({ id: row.id, words: runChoiceWords(row) }));
}

/** What the network in hand has to show. */
export function networkNow(
  channels: readonly SnapshotChannel[],
  layers: readonly NetworkLayer[],
): Shown & { channels: readonly SnapshotChannel[] } {
  return { channels, layers, others: otherRuns(useRuns.getState().rows, currentTrainedRun()?.id ?? null) };
}
