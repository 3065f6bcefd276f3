import { FileWarning, Lock } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { StatusDot } from '../components/status-dot';
import { CAPTION_PX } from './grid-geometry';
import { imageItem } from './image-item';
import { splitShort } from './row-words';
import { Thumbnail } from './thumbnail';
import { openImage } from './use-image-keys';

interface ImageTileProps {
  index: number;
  column: number;
  sidePx: number;
  /** Undefined while its page is on the way. */
  image: ImageRow | undefined;
  isActive: boolean;
  isSelected: boolean;
}

/** One image of the grid: its picture, its name, and what is to be known about it at a glance. */
export const ImageTile = memo(function ImageTile(props: ImageTileProps): ReactNode {
  const { index, column, sidePx, image, isActive, isSelected } = props;
  return (
    // The grid holds the keyboard; a cell is reached by its arrows.
    <div
      {...imageItem(index, image, isActive, isSelected)}
      className="tile"
      role="gridcell"
      tabIndex={-1}
      aria-colindex={column + 1}
      style={{ width: sidePx, height: sidePx + CAPTION_PX }}
      onKeyDown={(event) => event.key === 'Enter' && openImage(index)}
    >
      <Thumbnail image={image} className="tile-picture" iconPx={20} hasWords style={{ height: sidePx }} />
      <div className="tile-caption">
        <TileMark image={image} />
        <span className="truncate" title={image?.name}>
          {image?.name}
        </span>
        {image !== undefined && image.split !== null && image.split !== 'training' && (
          <span className="tile-split">
            {splitShort[image.split]}
            {image.isSplitLocked && <Lock size={10} aria-hidden="true" />}
          </span>
        )}
      </div>
    </div>
  );
});

function TileMark({ image }: { image: ImageRow | undefined }): ReactNode {
  if (image === undefined) return <span className="status-dot" />;
  if (image.fileState !== 'present') return <FileWarning size={16} className="tile-warn" aria-hidden="true" />;
  return <StatusDot status={image.status} />;
}
