import { type ReactNode, useEffect } from 'react';
import { act } from '../app/client';
import { ensureImage, useCurrentImage } from '../app/current-image';
import { Workbench } from '../app/workbench';
import { followPreview } from './follow-preview';
import { NoImage } from './no-image';
import { SourcesSection } from './sources-section';
import { StrengthSection } from './strength-section';
import { WarningsSection } from './warnings-section';
import { WeightingSection } from './weighting-section';
import { WeightsCanvas } from './weights-canvas';
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
      {image === null ? <NoImage /> : <WeightsCanvas image={image} />}
    </Workbench>
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
    </>
  );
}
