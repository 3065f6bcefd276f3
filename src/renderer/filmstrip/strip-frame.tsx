import { FileWarning } from 'lucide-react';
import { type MouseEvent, memo, type ReactNode } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { imageStateWords } from '../components/image-state-words';
import { StatusDot } from '../components/status-dot';
import { Thumbnail } from '../images/thumbnail';
import { useArrived } from '../images/use-arrived';

interface StripFrameProps {
  index: number;
  total: number;
  leftPx: number;
  /** Undefined while its page is on the way. */
  image: ImageRow | undefined;
  isCurrent: boolean;
  /** It is not looked at now. */
  isHeld: boolean;
  onShow(index: number): void;
}

/** One image of the filmstrip. The strip holds the keyboard; a click shows the image. */
export const StripFrame = memo(function StripFrame(props: StripFrameProps): ReactNode {
  const { index, total, leftPx, isCurrent, isHeld, onShow } = props;
  const image = useArrived(isHeld || props.image === undefined, isCurrent, 1) ? props.image : undefined;
  const words = image === undefined ? 'Loading' : imageStateWords(image);
  return (
    <div
      id={`strip-${index}`}
      className="strip-frame"
      role="option"
      tabIndex={-1}
      aria-selected={isCurrent}
      aria-setsize={total}
      aria-posinset={index + 1}
      aria-label={words}
      title={words}
      data-left-out={image?.status === 'left-out'}
      style={{ transform: `translateX(${leftPx}px)` }}
      onMouseDown={keepFocus}
      onClick={() => onShow(index)}
      onKeyDown={(event) => event.key === 'Enter' && onShow(index)}
    >
      <Thumbnail image={image} className="strip-picture" iconPx={16} />
      {image !== undefined && <Marks image={image} />}
    </div>
  );
});

function Marks({ image }: { image: ImageRow }): ReactNode {
  return (
    <>
      {(image.split === 'validation' || image.split === 'test') && (
        <span className="strip-corner" data-split={image.split} aria-hidden="true" />
      )}
      {image.fileState === 'present' ? (
        <span className="strip-dot">
          <StatusDot status={image.status} />
        </span>
      ) : (
        <span className="strip-warn">
          <FileWarning size={12} aria-hidden="true" />
        </span>
      )}
    </>
  );
}

/** The keyboard stays where it was: on the canvas, or on the strip itself. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
