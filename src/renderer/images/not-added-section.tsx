import { ImageOff, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { NotAdded } from '../../shared/contract/images';
import { act, ask } from '../app/client';
import { count, counted } from '../app/words';
import { Button, IconButton } from '../components/button';
import { Section } from '../components/section';
import { useImages } from './images-state';
import { shortReason } from './short-reason';

const SHOWN_FIRST = 50;

/** The files that the last adding left out, each with the reason. */
export function NotAddedSection(): ReactNode {
  const add = useImages((state) => state.add);
  const [isWhole, setWhole] = useState(false);
  if (add.status === 'idle' || add.status === 'listing') return null;
  const { notAdded } = add;
  if (notAdded.length === 0) return null;
  const dismiss = (
    <IconButton
      icon={X}
      size="small"
      label="Dismiss the list"
      onClick={() => act(() => ask('images.dismissNotAdded', null))}
    />
  );
  return (
    <Section title={`Not added (${count(notAdded.length)})`} actions={add.status === 'ended' ? dismiss : undefined}>
      <ul className="not-added">
        {notAdded.slice(0, isWhole ? undefined : SHOWN_FIRST).map((entry) => (
          <NotAddedRow key={`${entry.file} ${entry.problem.message}`} entry={entry} />
        ))}
      </ul>
      {!isWhole && notAdded.length > SHOWN_FIRST && (
        <Button kind="plain" onClick={() => setWhole(true)}>
          Show {counted(notAdded.length - SHOWN_FIRST, 'more', 'more')}
        </Button>
      )}
    </Section>
  );
}

/** Name and reason in a line; a click shows the whole sentence and what to do. */
function NotAddedRow({ entry }: { entry: NotAdded }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { problem } = entry;
  const name = entry.name === '' ? 'Folder' : entry.name;
  return (
    <li>
      <button type="button" className="not-added-row" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <ImageOff size={16} aria-hidden="true" />
        <span className="truncate">{name}</span>
        <span className="not-added-reason">{shortReason(problem)}</span>
      </button>
      {isOpen && (
        <p className="not-added-whole selectable">
          {problem.message} {problem.hint}
        </p>
      )}
    </li>
  );
}
