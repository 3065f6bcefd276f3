import { FileWarning, FolderSearch, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { act, ask } from '../app/client';
import { count, counted } from '../app/words';
import { Button } from '../components/button';
import { ProgressBar } from '../components/progress-bar';
import { readChangedFiles } from './bulk-acts';
import { findMissing } from './image-acts';
import { setQuery, useImages } from './images-state';

/** Images whose files are gone: one question for all of them, and one about files that are not certain. */
export function MissingNote({ isReadOnly }: { isReadOnly: boolean }): ReactNode {
  const missing = useImages(({ statistics }) => statistics?.missingImages ?? 0);
  const changed = useImages(({ statistics }) => statistics?.changedImages ?? 0);
  const relink = useImages((state) => state.relink);
  if (relink.status === 'searching') return <Searching done={relink.done} total={relink.total} />;
  if (relink.status === 'ended' && relink.replaced.length > 0) {
    return <Replaced names={relink.replaced.map(({ name }) => name)} />;
  }
  return (
    <>
      {missing > 0 && <Missing files={missing} isReadOnly={isReadOnly} />}
      {changed > 0 && <Changed files={changed} isReadOnly={isReadOnly} />}
    </>
  );
}

function Missing({ files, isReadOnly }: { files: number; isReadOnly: boolean }): ReactNode {
  return (
    <div className="missing-note" role="status">
      <FileWarning size={16} aria-hidden="true" />
      <p>
        {counted(files, 'image is', 'images are')} missing:{' '}
        {files === 1
          ? 'its file is not where it was. Its labels are safe.'
          : 'the files are not where they were. Their labels are safe.'}
      </p>
      <Button kind="plain" onClick={() => act(() => setQuery({ file: 'missing' }))}>
        Show {files === 1 ? 'it' : 'them'}
      </Button>
      {!isReadOnly && (
        <Button icon={FolderSearch} onClick={() => act(findMissing)}>
          Choose where {files === 1 ? 'it is' : 'they are'} now
        </Button>
      )}
    </div>
  );
}

/** Files that hold something else than was added, of the same size: what is painted still fits. */
function Changed({ files, isReadOnly }: { files: number; isReadOnly: boolean }): ReactNode {
  const isBusy = useImages((state) => state.bulk !== null);
  const them = files === 1 ? 'it' : 'them';
  return (
    <div className="missing-note" role="status">
      <FileWarning size={16} aria-hidden="true" />
      <p>{counted(files, 'file has', 'files have')} changed since the images were added. Labels stay as they are.</p>
      <Button kind="plain" onClick={() => act(() => setQuery({ file: 'changed' }))}>
        Show {them}
      </Button>
      {!isReadOnly && !isBusy && (
        <Button icon={RefreshCw} onClick={() => act(readChangedFiles)}>
          Read {them} again
        </Button>
      )}
    </div>
  );
}

function Searching({ done, total }: { done: number; total: number }): ReactNode {
  return (
    <div className="missing-note" role="status">
      <FolderSearch size={16} aria-hidden="true" />
      <p>{total === 0 ? 'Looking for the missing images…' : `Reading files: ${count(done)} of ${count(total)}`}</p>
      {total > 0 && <ProgressBar label="Files read" value={done} of={total} />}
      <Button onClick={() => act(() => ask('images.cancelRelink', null))}>Stop</Button>
    </div>
  );
}

const NAMES_SHOWN = 3;

function Replaced({ names }: { names: readonly string[] }): ReactNode {
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  const more = names.length > NAMES_SHOWN ? ` and ${count(names.length - NAMES_SHOWN)} more` : '';
  const settle = (isTaken: boolean) => () => act(() => ask('images.settleReplaced', { isTaken }));
  const them = names.length === 1 ? 'it' : 'them';
  return (
    <div className="missing-note" role="status">
      <FileWarning size={16} aria-hidden="true" />
      <p>
        {counted(names.length, 'file', 'files')} there {names.length === 1 ? 'has' : 'have'} the name of a missing image
        and another content: {shown}
        {more}. Labels stay as they are.
      </p>
      <Button onClick={settle(true)}>Take {them} over</Button>
      <Button kind="plain" onClick={settle(false)}>
        Leave {them}
      </Button>
    </div>
  );
}
