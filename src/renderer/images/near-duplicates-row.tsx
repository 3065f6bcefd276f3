import { type ReactNode, useEffect, useRef, useState } from 'react';
import { act, ask } from '../app/client';
import { count, counted } from '../app/words';
import { Button } from '../components/button';
import { ProgressBar } from '../components/progress-bar';

type State =
  | { status: 'idle' }
  | { status: 'looking'; done: number; total: number }
  | { status: 'grouped'; groups: number; images: number; unread: number };

/** Images that the engine looks at for one answer: a stop is heard between two. */
const AT_ONCE = 16;

/** Finds images that look alike, so that a split never parts them. @param onGrouped the split would be another now */
export function NearDuplicatesRow({ onGrouped }: { onGrouped(): void }): ReactNode {
  const [state, setState] = useState<State>({ status: 'idle' });
  const isStopped = useRef(false);
  useEffect(() => {
    isStopped.current = false;
    return () => {
      isStopped.current = true;
    };
  }, []);

  const group = async (): Promise<void> => {
    isStopped.current = false;
    try {
      const { ids } = await ask('images.unhashed', null);
      let unread = 0;
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        if (isStopped.current) return;
        setState({ status: 'looking', done: at, total: ids.length });
        unread += (await ask('images.hash', { ids: ids.slice(at, at + AT_ONCE) })).unread;
      }
      if (isStopped.current) return;
      setState({ status: 'grouped', unread, ...(await ask('images.groupNear', { byLook: true })) });
      onGrouped();
    } finally {
      setState((now) => (now.status === 'looking' ? { status: 'idle' } : now));
    }
  };
  const part = async (): Promise<void> => {
    await ask('images.groupNear', { byLook: false });
    setState({ status: 'idle' });
    onGrouped();
  };

  switch (state.status) {
    case 'idle':
      return <Button onClick={() => act(group)}>Group near duplicates</Button>;
    case 'looking':
      return (
        <div className="near-looking">
          <ProgressBar label="Images looked at" value={state.done} of={state.total} />
          <Button
            onClick={() => {
              isStopped.current = true;
            }}
          >
            Stop
          </Button>
        </div>
      );
    case 'grouped':
      return (
        <>
          <p className="section-note" role="status">
            {state.groups === 0
              ? 'No images look alike.'
              : `${count(state.images)} images in ${counted(state.groups, 'group')} that look alike stay together.`}
            {state.unread > 0 && ` ${counted(state.unread, 'image')} could not be read.`}
          </p>
          {state.groups > 0 && <Button onClick={() => act(part)}>Part them again</Button>}
        </>
      );
  }
}
