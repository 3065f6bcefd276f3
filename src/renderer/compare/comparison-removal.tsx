import type { ReactNode } from 'react';
import { act } from '../app/client';
import { AppDialog } from '../components/app-dialog';
import { Button } from '../components/button';
import { removeComparison } from './compare-acts';
import { useComparisons } from './comparisons-state';

/** Deleting a comparison cannot be undone, so it asks and names what will be lost. */
export function ComparisonRemoval(): ReactNode {
  const row = useComparisons((state) => state.removal);
  const close = (): void => useComparisons.setState({ removal: null });
  return (
    <AppDialog title="Delete the comparison?" isOpen={row !== null} onClose={close}>
      {row !== null && (
        <div className="removal">
          <p>{`Lost for good: the scores of ${row.runs.done} runs of ${row.table.map(({ name }) => name).join(', ')}, and the report.`}</p>
          <p className="run-quiet">This cannot be undone. The runs themselves stay.</p>
          <div className="removal-acts">
            <Button onClick={close}>Keep it</Button>
            <Button kind="primary" onClick={() => act(() => removeComparison(row))}>
              Delete the comparison
            </Button>
          </div>
        </div>
      )}
    </AppDialog>
  );
}
