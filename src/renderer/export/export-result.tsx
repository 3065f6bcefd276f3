import { CircleCheck, Copy, FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { act, ask } from '../app/client';
import { bytes } from '../app/words';
import { Button } from '../components/button';
import { cardBlocks, codeOf } from './card-blocks';
import { copyText } from './copy-text';
import { useExport } from './export-state';
import { differenceText } from './export-words';

/** What was written, how it was proven, and how to call it. */
export function ExportResult(): ReactNode {
  const result = useExport((state) => state.result);
  if (result === null) return null;
  const { folder, files, maxDifference, notices, card } = result;
  const code = codeOf(cardBlocks(card));
  return (
    <section className="export-result" aria-label="Exported">
      <header className="export-result-head">
        <CircleCheck size={20} aria-hidden="true" />
        <div>
          <h2>Exported and verified</h2>
          <p className="export-quiet">{differenceText(maxDifference)}</p>
        </div>
        <Button icon={FolderOpen} onClick={() => act(() => ask('exports.reveal', { folder }))}>
          Show folder
        </Button>
      </header>
      {notices.map((notice) => (
        <p key={notice} className="warn">
          {notice}
        </p>
      ))}
      <dl className="facts selectable">
        <dt>{folder}</dt>
        <dd />
        {files.map(({ name, bytes: size }) => (
          <FileRow key={name} name={name} size={size} />
        ))}
      </dl>
      {code !== null && (
        <div className="export-call">
          <header>
            <h3>Call it from Python</h3>
            <Button icon={Copy} onClick={() => act(() => copyText(code, 'The lines are on the clipboard.'))}>
              Copy
            </Button>
          </header>
          <pre className="card-code selectable">{code}</pre>
        </div>
      )}
    </section>
  );
}

function FileRow({ name, size }: { name: string; size: number }): ReactNode {
  return (
    <>
      <dt className="export-file">{name}</dt>
      <dd>{bytes(size)}</dd>
    </>
  );
}
