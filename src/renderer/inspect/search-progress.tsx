import { Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { act } from '../app/client';
import { Button } from '../components/button';
import { ProgressBar } from '../components/progress-bar';
import { stopSearch } from './search-state';

/** How far a search through the images is. */
export function SearchProgress({ done, total }: { done: number; total: number }): ReactNode {
  return (
    <>
      <p className="inspect-words" role="status">
        {total === 0 ? 'Reading the runs…' : `Looking through the images, ${Math.min(done + 1, total)} of ${total}`}
      </p>
      <ProgressBar label="Images looked through" value={done} of={total} />
      <Button icon={Square} onClick={() => act(stopSearch)}>
        Stop
      </Button>
    </>
  );
}
