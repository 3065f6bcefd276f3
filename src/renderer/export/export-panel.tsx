import { Download, FolderOpen } from 'lucide-react';
import { type ReactNode, useId, useMemo } from 'react';
import type { RunRow } from '../../shared/contract/runs';
import { commandNamed, keysOf } from '../app/all-commands';
import { act } from '../app/client';
import { runCommand } from '../app/commands';
import { count } from '../app/words';
import { Button } from '../components/button';
import { ProblemNote } from '../components/problem-note';
import { ProgressBar } from '../components/progress-bar';
import { Section } from '../components/section';
import { NetworkChoice } from '../train/network-choice';
import { score } from '../train/run-words';
import { cardBlocks, sectionOf } from './card-blocks';
import { CardView } from './card-view';
import { cancelExport, chooseExportFolder, useExport, useExportBlocked } from './export-state';

/** Which network goes where, and the act itself. */
export function ExportPanel({ row }: { row: RunRow }): ReactNode {
  return (
    <div className="export-panel">
      <RunSection row={row} />
      <TakesAndGives />
      <FolderSection />
      <ExportBar />
    </div>
  );
}

/** The panel before anything is trained. */
export function NothingToExport(): ReactNode {
  return (
    <Section title="SavedModel">
      <p className="export-quiet">
        A trained network becomes a folder that TensorFlow loads from Python or serves: it takes images of any height
        and width and gives a probability for each class at each pixel.
      </p>
    </Section>
  );
}

function RunSection({ row }: { row: RunRow }): ReactNode {
  const checkpoint = useExport((state) => state.checkpoint);
  return (
    <Section title="Run">
      <NetworkChoice
        run={row}
        checkpoint={checkpoint}
        onCheckpoint={(chosen) => useExport.setState({ checkpoint: chosen })}
      />
      <dl className="facts">
        <dt>step</dt>
        <dd>{count(checkpoint === 'best' ? (row.best?.step ?? row.step) : row.step)}</dd>
        <dt>mean IoU on validation</dt>
        <dd>{score(checkpoint === 'best' ? (row.best?.meanIou ?? row.scores?.meanIou) : row.scores?.meanIou)}</dd>
      </dl>
    </Section>
  );
}

/** From the card, which is made of the network itself. */
function TakesAndGives(): ReactNode {
  const card = useExport((state) => state.card);
  const blocks = useMemo(
    () => (card === null ? [] : sectionOf(cardBlocks(card), 'Input and output').filter(({ kind }) => kind === 'list')),
    [card],
  );
  if (blocks.length === 0) return null;
  return (
    <Section title="Takes and gives">
      <CardView blocks={blocks} />
    </Section>
  );
}

function FolderSection(): ReactNode {
  const folder = useExport((state) => state.folder);
  const isBusy = useExport(({ progress }) => progress !== null);
  const id = useId();
  return (
    <Section title="Folder">
      <label className="visually-hidden" htmlFor={id}>
        Folder of the export
      </label>
      <input
        id={id}
        className="field export-folder"
        value={folder}
        title={folder}
        spellCheck={false}
        disabled={isBusy}
        onChange={(event) => useExport.setState({ folder: event.target.value, problem: null })}
      />
      <Button icon={FolderOpen} disabled={isBusy} onClick={() => act(chooseExportFolder)}>
        Choose where…
      </Button>
    </Section>
  );
}

const partWords = { writing: 'Writing', verifying: 'Verifying' };

function ExportBar(): ReactNode {
  const progress = useExport((state) => state.progress);
  const problem = useExport((state) => state.problem);
  const blocked = useExportBlocked();
  return (
    <div className="export-bar">
      {problem !== null && <ProblemNote problem={problem} />}
      {progress !== null && (
        <div className="export-progress">
          <span>
            {partWords[progress.part]}
            {progress.total > 1 && `, ${progress.done} of ${progress.total}`}…
          </span>
          <ProgressBar label="Export" value={progress.done} of={progress.total} />
        </div>
      )}
      {progress === null ? (
        <Button
          kind="primary"
          icon={Download}
          keys={keysOf('export.start')}
          disabled={blocked !== null}
          title={blocked ?? undefined}
          onClick={() => runCommand(commandNamed('export.start'))}
        >
          Export and verify
        </Button>
      ) : (
        <Button onClick={() => act(cancelExport)}>Stop</Button>
      )}
      <p className="export-quiet">
        The model is loaded from its files and run on images of the run before it is called done.
      </p>
    </div>
  );
}
