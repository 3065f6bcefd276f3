import { type ReactNode, useEffect, useRef } from 'react';
import { act } from '../app/client';

export interface RegionEntry {
  key: string;
  image: { name: string; thumbnail: string };
  /** Below the name. */
  words: string;
  value: string;
  isCurrent: boolean;
  onClick(): Promise<void>;
}

/** Places in images, to go to. */
export function RegionList({ label, entries }: { label: string; entries: readonly RegionEntry[] }): ReactNode {
  return (
    <ol className="inspect-worst inspect-regions" aria-label={label}>
      {entries.map((entry) => (
        <Entry key={entry.key} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry: { image, words, value, isCurrent, onClick } }: { entry: RegionEntry }): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const wasCurrent = useRef(isCurrent);
  useEffect(() => {
    // Only where a step led here: a list that has just arrived does not move the panel.
    if (isCurrent && !wasCurrent.current) button.current?.scrollIntoView({ block: 'nearest' });
    wasCurrent.current = isCurrent;
  }, [isCurrent]);
  return (
    <li>
      <button
        type="button"
        ref={button}
        className="inspect-worst-image"
        aria-current={isCurrent}
        onClick={() => act(onClick)}
      >
        <img src={image.thumbnail} alt="" />
        <span className="inspect-entry">
          <span className="truncate">{image.name}</span>
          {words !== '' && (
            <span className="truncate inspect-entry-words" title={words}>
              {words}
            </span>
          )}
        </span>
        <span className="inspect-worst-score">{value}</span>
      </button>
    </li>
  );
}
