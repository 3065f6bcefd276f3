import { type ReactNode, useEffect, useState } from 'react';

/** A picture that is there sooner is not spoken of. */
const WORDS_AFTER_MS = 600;

/** Over the canvas: that a picture is read for the first time. */
export function PictureComing({ name }: { name: string }): ReactNode {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), WORDS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isLong) return null;
  return (
    <p className="canvas-note canvas-coming" role="status">
      Reading {name}…
    </p>
  );
}
