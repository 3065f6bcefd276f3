import { type ReactNode, useEffect } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { useCurrentImage } from '../app/current-image';
import { followReadout, useReadout } from '../canvas/pixel-readout';
import { shownZoom, useView } from '../canvas/view-state';
import type { ImagePoint } from '../canvas/viewport';
import { imageWords, placeWords, pointWords, zoomWords } from './image-words';

interface ImageStatusProps {
  /** What lies at a point of the image, in a word or two, e.g. the class there; null for nothing to say. */
  at?(point: ImagePoint): string | null;
  /** Whether the values of the pixel are read. */
  hasValues?: boolean;
}

/** The image in hand, the pixel under the pointer and the zoom, in the status line of screens with a canvas. */
export function ImageStatus({ at, hasValues = false }: ImageStatusProps): ReactNode {
  const image = useCurrentImage();
  const zoom = useView(shownZoom);
  if (image === null) return null;
  return (
    <>
      <span className="status-image truncate">{imageWords(image)}</span>
      <PointerStatus image={image} at={at} />
      {hasValues && <ValueStatus image={image} />}
      {zoom !== null && <span className="status-zoom">{zoomWords(zoom)}</span>}
    </>
  );
}

/** Renewed with every move of the pointer, hence apart. */
function PointerStatus({ image, at }: { image: ImageRow } & Pick<ImageStatusProps, 'at'>): ReactNode {
  const pointer = useView((state) => state.pointer);
  const words = pointer === null ? null : pointWords(pointer, image);
  if (pointer === null || words === null) return null;
  const there = at?.(pointer) ?? null;
  const place = placeWords(pointer, image.pixelSize);
  return (
    <>
      {place !== null && <span className="status-place">{place}</span>}
      <span className="status-pointer">{there === null ? words : `${words} · ${there}`}</span>
    </>
  );
}

function ValueStatus({ image }: { image: ImageRow }): ReactNode {
  const words = useReadout((state) => state.words);
  useEffect(() => followReadout(image), [image]);
  return words === null ? null : <span className="status-value">value {words}</span>;
}
