import { ChartLine, Copy, PackageOpen, Server } from 'lucide-react';
import { type ReactNode, useEffect, useMemo } from 'react';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { goTo } from '../app/app-state';
import { act } from '../app/client';
import { Workbench } from '../app/workbench';
import { Button } from '../components/button';
import { EmptyState } from '../components/empty-state';
import { ProblemNote } from '../components/problem-note';
import { useRuns } from '../train/runs-state';
import { useTrainedRun } from '../train/trained-runs';
import { cardBlocks } from './card-blocks';
import { CardView } from './card-view';
import { copyText } from './copy-text';
import { ExportPanel, NothingToExport } from './export-panel';
import { ExportResult } from './export-result';
import { showNetwork, useExport } from './export-state';

/** How do I use it elsewhere? */
export function ExportScreen({ project }: { project: OpenProjectFacts }): ReactNode {
  const rows = useRuns((state) => state.rows);
  const checkpoint = useExport((state) => state.checkpoint);
  const row = useTrainedRun();
  const run = row?.id ?? null;
  useEffect(() => {
    if (run !== null) act(() => showNetwork(run, checkpoint));
  }, [run, checkpoint]);
  return (
    <Workbench panel={row === null ? <NothingToExport /> : <ExportPanel row={row} />} panelName="Export">
      <div className="export">
        <h1 className="visually-hidden">Export from {project.name}</h1>
        {rows !== null && row === null && <NothingTrained />}
        {row !== null && (
          <>
            <section aria-label="The model">
              <h2 className="export-label">The model</h2>
              <div className="export-cards">
                <SavedModelCard />
              </div>
            </section>
            <ExportResult />
            <CardPreview />
          </>
        )}
      </div>
    </Workbench>
  );
}

function SavedModelCard(): ReactNode {
  return (
    <div className="export-card" data-selected="true">
      <h3>
        <Server size={20} aria-hidden="true" />
        SavedModel
      </h3>
      <p>For Python and servers that have TensorFlow.</p>
      <p className="export-uses">TensorFlow, TF Serving</p>
    </div>
  );
}

function CardPreview(): ReactNode {
  const card = useExport(({ card: preview, result }) => result?.card ?? preview);
  const problem = useExport((state) => state.cardProblem);
  const isWritten = useExport(({ result }) => result !== null);
  const blocks = useMemo(() => (card === null ? [] : cardBlocks(card)), [card]);
  return (
    <section aria-label="Model card">
      <header className="export-label-row">
        <h2 className="export-label">{isWritten ? 'Model card' : 'Model card, as it will be written'}</h2>
        {card !== null && (
          <Button icon={Copy} onClick={() => act(() => copyText(card, 'The model card is on the clipboard.'))}>
            Copy
          </Button>
        )}
      </header>
      {problem !== null ? (
        <ProblemNote problem={problem} />
      ) : (
        <div className="export-preview">
          {card === null ? <p className="export-quiet">Being written…</p> : <CardView blocks={blocks} />}
        </div>
      )}
    </section>
  );
}

function NothingTrained(): ReactNode {
  return (
    <EmptyState
      icon={PackageOpen}
      title="Nothing to export yet"
      words="Once a run has trained a network, it can be taken away from here. Train a run first."
    >
      <Button kind="primary" icon={ChartLine} onClick={() => goTo('train')}>
        Go to Train
      </Button>
    </EmptyState>
  );
}
