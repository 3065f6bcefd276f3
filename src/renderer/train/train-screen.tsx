import { ChartLine, Play } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { commandNamed, keysOf } from '../app/all-commands';
import { useApp } from '../app/app-state';
import { act } from '../app/client';
import { runCommand } from '../app/commands';
import { openPanel, useFrame } from '../app/frame-state';
import { Workbench } from '../app/workbench';
import { ComparePanel } from '../compare/compare-panel';
import { CompareView } from '../compare/compare-view';
import { ComparisonRemoval } from '../compare/comparison-removal';
import { loadComparisons, useComparisons } from '../compare/comparisons-state';
import { TrainRail } from '../compare/train-rail';
import { Button } from '../components/button';
import { EmptyState } from '../components/empty-state';
import { StepButton } from './missing-notes';
import { NewRunPanel } from './new-run-panel';
import { stepFor } from './remedies';
import { RemovalDialog } from './removal-dialog';
import { useStartBlocked } from './run-acts';
import { RunCurveCards } from './run-curve-cards';
import { RunHead } from './run-head';
import { RunNotes } from './run-notes';
import { loadFacts, loadRuns, useRuns, useSelectedRun } from './runs-state';
import { RunsTable } from './runs-table';

/** Is it learning, how long still, which run is better? */
export function TrainScreen({ project }: { project: OpenProjectFacts }): ReactNode {
  const rows = useRuns((state) => state.rows);
  const selected = useSelectedRun();
  const view = useComparisons((state) => state.view);
  useFreshFacts();
  if (view === 'compare') {
    return (
      <Workbench tools={<TrainRail />} panel={<ComparePanel />} panelName="Compare">
        <div className="train">
          <h1 className="visually-hidden">Comparisons of {project.name}</h1>
          <CompareView />
        </div>
        <ComparisonRemoval />
      </Workbench>
    );
  }
  return (
    <Workbench tools={<TrainRail />} panel={<NewRunPanel />} panelName="New run">
      <div className="train">
        <h1 className="visually-hidden">Training runs of {project.name}</h1>
        {rows?.length === 0 && <NoRuns />}
        {selected !== null && (
          <>
            <RunHead row={selected} />
            <RunNotes row={selected} />
            <RunCurveCards row={selected} />
          </>
        )}
        {rows !== null && rows.length > 0 && <RunsTable rows={rows} selected={selected} />}
      </div>
      <RemovalDialog />
    </Workbench>
  );
}

function NoRuns(): ReactNode {
  const isPanelOpen = useFrame((state) => state.isPanelOpen);
  const blocked = useStartBlocked();
  const missing = useRuns(({ facts }) => facts?.missing[0] ?? null);
  const step = missing === null ? null : stepFor(missing.code);
  return (
    <EmptyState
      icon={ChartLine}
      title="No run yet"
      words={
        blocked === null
          ? 'A run trains a network on what you painted. Its curves and scores will be here.'
          : `Curves and scores of training runs will be here. ${blocked}`
      }
    >
      {blocked === null && (
        <Button
          kind="primary"
          icon={Play}
          keys={keysOf('train.start')}
          onClick={() => runCommand(commandNamed('train.start'))}
        >
          Start a run
        </Button>
      )}
      {step !== null && <StepButton step={step} isMain />}
      {!isPanelOpen && <Button onClick={openPanel}>Show what it will do</Button>}
    </EmptyState>
  );
}

/** What there is to train on is asked when the screen opens, and when it changed meanwhile. */
function useFreshFacts(): void {
  useEffect(() => {
    loadFacts();
    // The command line may have trained beside the window.
    act(loadRuns);
    act(loadComparisons);
    const { on } = window.maskwright;
    const stops = [
      on('images.changed', loadFacts),
      on('classes.changed', loadFacts),
      on('labels.changed', loadFacts),
      // The project says what unpainted pixels and channels are.
      useApp.subscribe(({ project }, before) => project !== before.project && loadFacts()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}
