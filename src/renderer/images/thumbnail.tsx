import { ImageOff } from 'lucide-react';
import { type CSSProperties, type ReactNode, useEffect, useState } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import type { ProblemData } from '../../shared/problem';
import { pictureAnswer } from './picture-reason';
import { shortReason } from './short-reason';

interface ThumbnailProps {
  /** Undefined while its page is on the way. */
  image: ImageRow | undefined;
  className: string;
  iconPx: number;
  /** Room for two words beneath the sign of a picture that cannot be shown. */
  hasWords?: boolean;
  style?: CSSProperties;
}

/** An image's small picture, or why there is none. */
export function Thumbnail(props: ThumbnailProps): ReactNode {
  const { image, className, style } = props;
  if (image === undefined) return <span className={className} style={style} />;
  // A file that is back or was read again is asked for anew.
  return <Picture key={`${image.thumbnail} ${image.fileState}`} {...props} image={image} />;
}

const AGAIN_MS = 1500;
/** So often a picture is asked for whose absence has no reason. */
const ATTEMPTS = 3;

function Picture({ image, className, iconPx, hasWords, style }: ThumbnailProps & { image: ImageRow }): ReactNode {
  const [attempt, setAttempt] = useState(1);
  const [isBroken, setBroken] = useState(false);
  const [problem, setProblem] = useState<ProblemData | null>(null);

  useEffect(() => {
    if (!isBroken) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (): void => {
      setAttempt(attempt + 1);
      setBroken(false);
    };
    pictureAnswer(image.thumbnail, abort.signal).then(
      (answer) => {
        if (abort.signal.aborted) return;
        if (answer.status === 'refused') setProblem(answer.problem);
        else if (attempt < ATTEMPTS) timer = setTimeout(again, answer.status === 'there' ? 0 : AGAIN_MS);
      },
      () => undefined,
    );
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [isBroken, image.thumbnail, attempt]);

  if (isBroken) {
    return (
      <span
        className={className}
        style={style}
        title={problem === null ? undefined : `${problem.message} ${problem.hint}`}
      >
        <ImageOff size={iconPx} aria-hidden="true" />
        {hasWords && problem !== null && <span className="picture-reason">{shortReason(problem)}</span>}
      </span>
    );
  }
  return (
    <img
      className={className}
      style={style}
      src={image.thumbnail}
      alt=""
      decoding="async"
      draggable={false}
      data-shape={isLong(image) ? 'long' : undefined}
      onError={() => setBroken(true)}
    />
  );
}

/** Cut to a square, little of it would be left. */
function isLong({ width, height }: ImageRow): boolean {
  return Math.max(width, height) > 3 * Math.min(width, height);
}
