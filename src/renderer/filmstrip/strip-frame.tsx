import { FileWarning, ImageOff } from 'lucide-react';
import { type MouseEvent, memo, type ReactNode, useState } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { imageStateWords } from '../components/image-state-words';
import { StatusDot } from '../components/status-dot';

interface StripFrameProps {
  index: number;
  total: number;
  leftPx: number;
  /** Undefined while its page is on the way. */
  image: ImageRow | undefined;
  isCurrent: boolean;
  onShow(index: number): void;
}

/** One image of the filmstrip. The strip holds the keyboard; a click shows the image. */
export const StripFrame = memo(function StripFrame(props: StripFrameProps): ReactNode {
  const { index, total, leftPx, image, isCurrent, onShow } = props;
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
      <Picture key={image?.thumbnail} image={image} />
      {image !== undefined && <Marks image={image} />}
    </div>
  );
});

function Picture({ image }: { image: ImageRow | undefined }): ReactNode {
  const [isBroken, setBroken] = useState(false);
  if (image === undefined) return <span className="strip-picture" />;
  if (isBroken) {
    return (
      <span className="strip-picture">
        <ImageOff size={16} aria-hidden="true" />
      </span>
    );
  }
  return (
    <img
      className="strip-picture"
      src={image.thumbnail}
      alt=""
      decoding="async"
      draggable={false}
      onError={() => setBroken(true)}
    />
  );
}

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
