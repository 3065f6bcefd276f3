import type { ReactNode } from 'react';
import type { PixelSize } from '../../shared/images/pixel-size';
import { scaleBarOf, scaleBarWords } from '../../shared/images/scale-bar';
import { shownZoom, useView } from './view-state';

/** How long a round length is at this zoom; nothing where the file does not say what a pixel measures. */
export function ScaleBarMark({ size }: { size: PixelSize | null }): ReactNode {
  const zoom = useView(shownZoom);
  const bar = scaleBarOf(size, (zoom ?? 0) / devicePixelRatio);
  if (bar === null) return null;
  const words = scaleBarWords(bar);
  return (
    <div className="scale-bar" role="img" aria-label={`Scale bar: ${words}`}>
      <span>{words}</span>
      <div className="scale-bar-line" style={{ width: bar.widthPx }} />
    </div>
  );
}
