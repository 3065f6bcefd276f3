import { X } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Button, IconButton } from '../components/button';
import { ProblemNote } from '../components/problem-note';
import { keysOf } from './all-commands';
import { useApp } from './app-state';
import { act } from './client';
import { undoNotice, useNotices } from './notices';

/** Long enough to read. */
const DONE_MS = 7000;
/** And to reach for Undo. */
const UNDO_MS = 12_000;

/** The window's one notice, at the lower edge. */
export function NoticeBar(): ReactNode {
  const notice = useNotices((state) => state.notice);
  const dismiss = useNotices((state) => state.dismiss);
  const isImages = useApp(({ screen }) => screen === 'images');

  useEffect(() => {
    if (notice?.kind !== 'done') return;
    const timer = setTimeout(dismiss, notice.undo === null ? DONE_MS : UNDO_MS);
    return () => clearTimeout(timer);
  }, [notice, dismiss]);

  return (
    <div className="notice-place" aria-live="polite">
      {notice?.kind === 'problem' && (
        <div className="notice">
          <ProblemNote problem={notice.problem} />
          <IconButton icon={X} label="Dismiss" size="small" onClick={dismiss} />
        </div>
      )}
      {notice?.kind === 'done' && (
        <div className="notice">
          <p>{notice.sentence}</p>
          {notice.undo !== null && (
            <Button
              kind="plain"
              // Elsewhere the key undoes what was done there, such as a stroke.
              keys={isImages ? keysOf('images.undo') : undefined}
              onClick={() => act(undoNotice)}
            >
              Undo
            </Button>
          )}
          <IconButton icon={X} label="Dismiss" size="small" onClick={dismiss} />
        </div>
      )}
    </div>
  );
}
