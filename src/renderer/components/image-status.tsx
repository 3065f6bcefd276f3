import type { ReactNode } from 'react';
import { useCurrentImage } from '../app/current-image';
import { shownZoom, useView } from '../canvas/view-state';
import type { ImagePoint } from '../canvas/viewport';
import { imageWords, pointWords, zoomWords } from './image-words';

interface ImageStatusProps {
  /** What lies at a point of the image, in a word or two, e.g. the class there; null for nothing to say. */
  at?(point: ImagePoint): string | null;
}

/** The image in hand, the pixel under the pointer and the zoom, in the status line of screens with a canvas. */
export function ImageStatus({ at }: ImageStatusProps): ReactNode {
  const image = useCurrentImage();
  const zoom = useView(shownZoom);
  if (image === null) return null;
  return (
    <>
      <span className="truncate">{imageWords(image)}</span>
      <PointerStatus size={image} at={at} />
      {zoom !== null && <span className="status-zoom">{zoomWords(zoom)}</span>}
    </>
  );
}

/** Renewed with every move of the pointer, hence apart. */
function PointerStatus({ size, at }: { size: { width: number; height: number } } & ImageStatusProps): ReactNode {
  const pointer = useView((state) => state.pointer);
  const words = pointer === null ? null : pointWords(pointer, size);
  if (pointer === null || words === null) return null;
  const there = at?.(pointer) ?? null;
  return <span>{there === null ? words : `${words} · ${there}`}</span>;
}
