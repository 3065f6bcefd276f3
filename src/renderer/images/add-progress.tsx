import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { act, ask } from '../app/client';
import { count, timeLeft } from '../app/words';
import { IconButton } from '../components/button';
import { ProgressBar } from '../components/progress-bar';
import { useImages } from './images-state';

/** How far the adding of images is, or an act on many of them, in the top bar wherever the person is. */
export function AddProgress(): ReactNode {
  const add = useImages((state) => state.add);
  const bulk = useImages((state) => state.bulk);
  if (bulk !== null) {
    return (
      <div className="top-progress">
        <span>
          {bulk.words}: {count(bulk.done)} of {count(bulk.total)}
        </span>
        <ProgressBar label={bulk.words} value={bulk.done} of={bulk.total} />
      </div>
    );
  }
  if (add.status !== 'listing' && add.status !== 'adding') return null;
  const cancel = (
    <IconButton
      icon={X}
      size="small"
      label="Stop adding; what was added stays"
      onClick={() => act(() => ask('images.cancelAdd', null))}
    />
  );
  if (add.status === 'listing') return <div className="top-progress">Looking for images… {cancel}</div>;
  return (
    <div className="top-progress">
      <span>
        Adding {count(add.done)} of {count(add.total)}
      </span>
      <ProgressBar label="Images read" value={add.done} of={add.total} />
      {add.secondsLeft !== null && <span>{timeLeft(add.secondsLeft)}</span>}
      {cancel}
    </div>
  );
}
