import { type ReactNode, useEffect } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { act } from '../app/client';
import { ensureImage, useCurrentImage } from '../app/current-image';
import { Workbench } from '../app/workbench';
import { NoImageShown } from '../images/no-image-shown';
import { followPreview } from './follow-preview';
import { OtherPane } from './other-pane';
import { SaveSection } from './save-section';
import { SourcesSection } from './sources-section';
import { StrengthSection } from './strength-section';
import { ViewBar } from './view-bar';
import { WarningsSection } from './warnings-section';
import { WeightingSection } from './weighting-section';
import { WeightsCanvas } from './weights-canvas';
import { WeightsSheet } from './weights-sheet';
import { useWeights } from './weights-state';
import { WhereSection } from './where-section';

/** Which pixels training will care about, and why. */
export function WeightsScreen(): ReactNode {
  const image = useCurrentImage();
  useEffect(() => {
    act(ensureImage);
    return followPreview();
  }, []);
  return (
    <Workbench panel={<WeightsPanel />} panelName="Weighting">
      <h1 className="visually-hidden">Weights{image === null ? '' : ` of ${image.name}`}</h1>
      {image === null ? (
        <NoImageShown
          title="No image to weigh yet"
          words="With an image, a map over it shows how much each of its pixels counts in training."
        />
      ) : (
        <WeightsView image={image} />
      )}
    </Workbench>
  );
}

function WeightsView({ image }: { image: ImageRow }): ReactNode {
  const mode = useWeights((state) => state.mode);
  if (mode === 'all') {
    return (
      <div className="weights-all">
        <WeightsSheet />
        <ViewBar />
      </div>
    );
  }
  if (mode !== 'beside') return <WeightsCanvas image={image} />;
  return (
    <div className="weights-beside">
      <WeightsCanvas image={image} />
      <OtherPane image={image} />
    </div>
  );
}

function WeightsPanel(): ReactNode {
  return (
    <>
      <WeightingSection />
      <SourcesSection />
      <StrengthSection />
      <WarningsSection />
      <WhereSection />
      <SaveSection />
    </>
  );
}
