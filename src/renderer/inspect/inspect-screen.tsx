import { type ReactNode, useEffect } from 'react';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { goTo } from '../app/app-state';
import { act } from '../app/client';
import { ensureImage, useCurrentImage } from '../app/current-image';
import { Workbench } from '../app/workbench';
import { Button } from '../components/button';
import { useRuns } from '../train/runs-state';
import { followInspect } from './follow-inspect';
import { ImageSection } from './image-section';
import { InspectPane } from './inspect-pane';
import { InspectTrouble } from './inspect-trouble';
import { useInspectedRun } from './inspected-run';
import { NothingTrained } from './nothing-trained';
import { PointerSection } from './pointer-section';
import { RunSection } from './run-section';
import { SetSection } from './set-section';

/** What did it learn, where is it wrong, is my label wrong? */
export function InspectScreen({ project }: { project: OpenProjectFacts }): ReactNode {
  const image = useCurrentImage();
  const run = useInspectedRun();
  const hasRuns = useRuns((state) => state.rows !== null);
  useEffect(() => {
    act(ensureImage);
    return followInspect();
  }, []);
  return (
    <Workbench panel={run === null ? <PanelNote /> : <InspectPanel />} panelName="Run, scores and values">
      <h1 className="visually-hidden">Inspect {image?.name ?? project.name}</h1>
      {run === null && hasRuns && <NothingTrained />}
      {run !== null && image === null && <NoImage />}
      {run !== null && image !== null && (
        <div className="inspect-panes">
          <InspectPane index={0} image={image} />
          <InspectPane index={1} image={image} />
          <InspectTrouble />
        </div>
      )}
    </Workbench>
  );
}

function InspectPanel(): ReactNode {
  return (
    <>
      <RunSection />
      <ImageSection />
      <PointerSection />
      <SetSection />
    </>
  );
}

function PanelNote(): ReactNode {
  return <p className="inspect-panel-note">Scores of a trained run will be here.</p>;
}

function NoImage(): ReactNode {
  return (
    <div className="empty inspect-empty">
      <p className="drop-title">No image in hand</p>
      <p>What a run predicts for an image is shown here, and where it is wrong.</p>
      <div className="empty-acts">
        <Button kind="primary" onClick={() => goTo('images')}>
          Choose an image
        </Button>
      </div>
    </div>
  );
}
