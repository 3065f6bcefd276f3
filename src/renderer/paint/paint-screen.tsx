import { type ReactNode, useEffect, useMemo } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { act } from '../app/client';
import { ensureImage, useCurrentImage } from '../app/current-image';
import { Workbench } from '../app/workbench';
import { NoImageShown } from '../images/no-image-shown';
import { ClassesSection } from './classes-section';
import { DisplaySection } from './display-section';
import type { LabelDocumentView } from './document/document-state';
import { useDocument } from './document/open-documents';
import { HistorySection } from './history-section';
import { PaintCanvas } from './paint-canvas';
import { PaintingSection } from './painting-section';
import { ToolRail } from './tool-rail';
import { useDocumentState } from './use-document-state';

/** Where is what? */
export function PaintScreen({ project }: { project: OpenProjectFacts }): ReactNode {
  const image = useCurrentImage();
  const document = useDocument();
  useEffect(() => act(ensureImage), []);
  const isReady = image !== null && document !== null;
  return (
    <Workbench
      tools={<ToolRail />}
      panelName="Classes, display and history"
      panel={
        isReady ? (
          <ImagePanel project={project} image={image} document={document} />
        ) : (
          <ClassesSection project={project} painted={nothingPainted} imagePixels={0} />
        )
      }
    >
      <h1 className="visually-hidden">Paint {image?.name ?? project.name}</h1>
      {isReady ? (
        <PaintCanvas project={project} image={image} document={document} />
      ) : (
        <NoImageShown
          title="Nothing to paint on yet"
          words="Add images first, then paint on them what is to be learned."
        />
      )}
    </Workbench>
  );
}

const nothingPainted: ReadonlyMap<number, number> = new Map();

interface ImagePanelProps {
  project: OpenProjectFacts;
  image: ImageRow;
  document: LabelDocumentView;
}

/** Only the parts that show something of the document hear of each stroke. */
function ImagePanel({ project, image, document }: ImagePanelProps): ReactNode {
  return (
    <>
      <PaintedClasses project={project} document={document} />
      <PaintingSection />
      <DisplaySection image={image} />
      <HistorySection image={image} document={document} />
    </>
  );
}

function PaintedClasses({ project, document }: Omit<ImagePanelProps, 'image'>): ReactNode {
  const state = useDocumentState(document);
  const painted = useMemo(
    () => new Map(state.painted.map(({ classId, pixels }) => [classId, pixels])),
    [state.painted],
  );
  return <ClassesSection project={project} painted={painted} imagePixels={document.width * document.height} />;
}
