import { type ReactNode, useEffect } from 'react';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { act } from '../app/client';
import { ensureImage, useCurrentImage } from '../app/current-image';
import { Workbench } from '../app/workbench';
import { NoImageShown } from '../images/no-image-shown';
import { useRuns } from '../train/runs-state';
import { useTrainedRun } from '../train/trained-runs';
import { DoubtsSection } from './doubts-section';
import { followInspect } from './follow-inspect';
import { ImageSection } from './image-section';
import { InspectPane } from './inspect-pane';
import { shownPanes, useInspect } from './inspect-state';
import { InspectTrouble } from './inspect-trouble';
import { NothingTrained } from './nothing-trained';
import { NumbersSection } from './numbers-section';
import { PaintNextSection } from './paint-next-section';
import { PointerSection } from './pointer-section';
import { RunSection } from './run-section';
import { SetSection } from './set-section';
import { ThresholdSection } from './threshold-section';

/** What did it learn, where is it wrong, is my label wrong? */
export function InspectScreen({ project }: { project: OpenProjectFacts }): ReactNode {
  const image = useCurrentImage();
  const run = useTrainedRun();
  const paneCount = useInspect((state) => state.paneCount);
  const hasRuns = useRuns((state) => state.rows !== null);
  useEffect(() => {
    act(ensureImage);
    return followInspect();
  }, []);
  return (
    <Workbench panel={run === null ? <PanelNote /> : <InspectPanel />} panelName="Run, scores and values">
      <h1 className="visually-hidden">Inspect {image?.name ?? project.name}</h1>
      {run === null && hasRuns && <NothingTrained />}
      {run !== null && image === null && (
        <NoImageShown
          title="No image to inspect yet"
          words="What a run predicts for an image is shown here, and where it is wrong."
        />
      )}
      {run !== null && image !== null && (
        <div className="inspect-panes" data-panes={paneCount}>
          {shownPanes({ paneCount }).map((index) => (
            <InspectPane key={index} index={index} image={image} />
          ))}
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
      <ThresholdSection />
      <PointerSection />
      <SetSection />
      <DoubtsSection />
      <PaintNextSection />
      <NumbersSection />
    </>
  );
}

function PanelNote(): ReactNode {
  return <p className="inspect-panel-note">Scores of a trained run will be here.</p>;
}
