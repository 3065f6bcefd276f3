import { type ReactNode, useMemo } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { CanvasPane } from '../canvas/canvas-pane';
import type { CanvasLayer } from '../canvas/layers';
import { OverviewMap } from '../canvas/overview-map';
import { ScaleBarMark } from '../canvas/scale-bar';
import { useIsGammaInPicture, useWindowed } from '../canvas/windowed-image';
import { useClasses } from './classes-state';
import { setDisplay, useDisplay } from './display-state';
import type { LabelDocumentView } from './document/document-state';
import { useLabelsAhead } from './document/labels-ahead';
import { toolOf } from './document/paint-hand';
import { usePaint } from './document/paint-state';
import { labelPalette } from './label-palette';
import { PaintNotes } from './paint-notes';
import { ToolBar } from './tool-bar';

interface PaintCanvasProps {
  project: OpenProjectFacts;
  image: ImageRow;
  document: LabelDocumentView;
}

/** The image with its labels, and the tool in hand over them. */
export function PaintCanvas({ project, image, document }: PaintCanvasProps): ReactNode {
  const tool = usePaint((state) => state.tool);
  const layers = useLayers(image, document);
  const { isMapOpen } = useDisplay();
  const windowed = useWindowed(image);
  useLabelsAhead(image);
  return (
    <div className="paint" onPointerEnter={letGoOfButton}>
      <CanvasPane image={image} layers={layers} tool={toolOf(tool)} label={`Image ${image.name}`}>
        <ToolBar />
        <OverviewMap
          image={windowed}
          layers={layers}
          isOpen={isMapOpen}
          onOpen={(isOpen) => setDisplay({ isMapOpen: isOpen })}
        />
        <ScaleBarMark size={image.pixelSize} />
        <PaintNotes project={project} image={image} document={document} />
      </CanvasPane>
    </div>
  );
}

function useLayers(image: ImageRow, document: LabelDocumentView): readonly CanvasLayer[] {
  const { brightness, contrast, gamma: wanted, labelStyle: style } = useDisplay();
  const gamma = useIsGammaInPicture(image) ? 1 : wanted;
  const opacity = usePaint((state) => state.opacity);
  const hidden = usePaint((state) => state.hidden);
  const classes = useClasses((state) => state.classes);
  const palette = useMemo(() => labelPalette(classes, hidden), [classes, hidden]);
  return useMemo(
    () => [
      { kind: 'image', brightness, contrast, gamma },
      { kind: 'labels', source: document, palette, opacity, style },
    ],
    [brightness, contrast, gamma, document, palette, opacity, style],
  );
}

/** Space pans over the canvas; it must not press the button that was clicked on the way there. */
function letGoOfButton(): void {
  const { activeElement } = window.document;
  if (activeElement instanceof HTMLElement && activeElement.matches('button:not(:focus-visible)')) activeElement.blur();
}
