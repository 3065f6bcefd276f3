import { FolderSearch, RefreshCw, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { ImageDetails } from '../../shared/contract/images';
import { statusWords } from '../../shared/images/status';
import { keysOf } from '../app/all-commands';
import { act, ask } from '../app/client';
import { bytes, counted, percent } from '../app/words';
import { Button } from '../components/button';
import { Section } from '../components/section';
import { removeSelected } from './image-acts';
import { useImages } from './images-state';
import { channelWords, dayWords, pixelSizeWords, workWords } from './row-words';
import { StateRows } from './state-rows';

export function SelectedSection({ isReadOnly }: { isReadOnly: boolean }): ReactNode {
  const ids = useImages((state) => state.selection.ids);
  const [only] = ids;
  if (only === undefined) return null;
  return (
    <Section title="Selected">
      {ids.size > 1 ? (
        <>
          <p>{counted(ids.size, 'image')}</p>
          {!isReadOnly && <StateRows />}
        </>
      ) : (
        <Details id={only} key={only} isReadOnly={isReadOnly} />
      )}
      {!isReadOnly && (
        <Button icon={Trash2} keys={keysOf('images.remove')} onClick={() => act(removeSelected)}>
          Remove from project
        </Button>
      )}
    </Section>
  );
}

function Details({ id, isReadOnly }: { id: ImageDetails['id']; isReadOnly: boolean }): ReactNode {
  const [details, setDetails] = useState<ImageDetails | null>(null);
  // The statistics are replaced when anything changed; what is shown here follows.
  const statistics = useImages((state) => state.statistics);
  useEffect(() => {
    let isCurrent = statistics !== undefined;
    act(async () => {
      const answer = await ask('images.details', { id });
      if (isCurrent) setDetails(answer);
    });
    return () => {
      isCurrent = false;
    };
  }, [id, statistics]);
  if (details === null) return null;
  const pixelSize = pixelSizeWords(details);
  return (
    <>
      <dl className="facts">
        <dt className="truncate" title={details.path}>
          {details.name}
        </dt>
        <dd>
          {details.width} × {details.height}, {details.depth} bit
        </dd>
        <dt>file</dt>
        <dd>
          {details.format.toUpperCase()}, {bytes(details.bytes)}
        </dd>
        <dt>channels</dt>
        <dd>{channelWords(details)}</dd>
        {pixelSize !== null && (
          <>
            <dt title="As the file says; the scale bar goes by it.">pixel size</dt>
            <dd>{pixelSize}</dd>
          </>
        )}
        <dt>added</dt>
        <dd>{dayWords(details.addedAtMs)}</dd>
        {isReadOnly && (
          <>
            <dt>status</dt>
            <dd>{statusWords(details.status)}</dd>
            <dt>split</dt>
            <dd>
              {details.split ?? 'none'}
              {details.isSplitLocked && ', locked'}
            </dd>
          </>
        )}
        {(details.activeMs > 0 || details.strokes > 0) && (
          <>
            <dt>time spent</dt>
            <dd>{workWords(details)}</dd>
          </>
        )}
        {details.classes.map(({ name, color, pixels }) => (
          <ClassFact key={name} name={name} color={color} share={percent(pixels, details.width * details.height)} />
        ))}
      </dl>
      {!isReadOnly && <StateRows image={details} />}
      <FileNote details={details} isReadOnly={isReadOnly} />
      <Button icon={FolderSearch} onClick={() => act(() => ask('images.reveal', { id }))}>
        Show the file
      </Button>
    </>
  );
}

function ClassFact({ name, color, share }: { name: string; color: string; share: string }): ReactNode {
  return (
    <>
      <dt>
        <span className="swatch-small" style={{ background: color }} /> {name}
      </dt>
      <dd>{share}</dd>
    </>
  );
}

/** What happened to the file since it was added, and what can be done. */
function FileNote({ details, isReadOnly }: { details: ImageDetails; isReadOnly: boolean }): ReactNode {
  switch (details.fileState) {
    case 'present':
      return null;
    case 'missing':
      return (
        <p className="file-note">
          The file is no longer at {details.path}. Choose where the images are now; the labels come along.
        </p>
      );
    case 'resized':
      return (
        <p className="file-note">
          The file now has another size than its labels, so it is not trained on. Put the old file back, or remove the
          image and add the new one.
        </p>
      );
    case 'changed':
      return (
        <div className="file-note">
          <p>The file has changed since it was added.</p>
          {!isReadOnly && (
            <Button icon={RefreshCw} onClick={() => act(() => ask('images.refresh', { id: details.id }))}>
              Read it again
            </Button>
          )}
        </div>
      );
  }
}
