import { useEffect, useState } from 'react';
import type { HistoryRow } from '../../shared/contract/labels';
import type { ImageId } from '../../shared/ids';
import { act, ask } from '../app/client';

/** As far back as the list goes; undo goes on beyond. */
export const HISTORY_ROWS = 60;

interface Fetched {
  id: ImageId;
  rows: readonly HistoryRow[];
}

/** The edits of an image, newest first, as of a revision; those of the image before are not shown meanwhile. */
export function useHistory(id: ImageId, revision: number): readonly HistoryRow[] {
  const [fetched, setFetched] = useState<Fetched | null>(null);
  useEffect(() => {
    let isStale = revision < 0;
    act(async () => {
      const rows = await ask('labels.history', { id, limit: HISTORY_ROWS });
      if (!isStale) setFetched({ id, rows });
    });
    return () => {
      isStale = true;
    };
  }, [id, revision]);
  return fetched?.id === id ? fetched.rows : [];
}
