import { useEffect, useMemo, useState } from 'react';
import type { Plane } from '../../shared/contract/labels';
import type { ImageId } from '../../shared/ids';
import { act, ask } from '../app/client';
import { usePlane } from './document/plane-state';
import { HistoryFeed } from './history-feed';
import type { HistoryList } from './history-list';

interface Shown {
  id: ImageId;
  plane: Plane;
  list: HistoryList;
}

/**
 * The history of what is in hand of an image as of a revision; null until it is there.
 * @param isSeen false: strokes ask for nothing, until it is seen again
 * @returns `need` is told which places are in view
 */
export function useHistory(
  id: ImageId,
  revision: number,
  isSeen: boolean,
): { list: HistoryList | null; need(places: readonly number[]): void } {
  const plane = usePlane((state) => state.plane);
  const [shown, setShown] = useState<Shown | null>(null);
  const feed = useMemo(
    () =>
      new HistoryFeed(
        (from, limit) => ask('labels.history', { id, plane, from, limit }),
        (list) => setShown({ id, plane, list }),
      ),
    [id, plane],
  );
  useEffect(() => {
    if (isSeen && revision >= 0) act(() => feed.renew());
  }, [feed, revision, isSeen]);
  const need = useMemo(() => (places: readonly number[]) => act(() => feed.need(places)), [feed]);
  return { list: shown?.id === id && shown.plane === plane ? shown.list : null, need };
}
