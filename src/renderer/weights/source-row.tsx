import { ChevronDown, X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { WeightingTerm } from '../../shared/weighting/schema';
import { IconButton } from '../components/button';
import { Hint } from '../components/hint';
import { SliderRow } from '../components/slider-row';
import { TermFields } from './term-fields';
import { mainParameter, sourceSentences } from './term-words';

interface SourceRowProps {
  name: string;
  term: WeightingTerm;
  /** Of the whole, in per cent; null where the source is alone and has all of it. */
  percent: number | null;
  isOpen: boolean;
  onFold(): void;
  onChange(term: WeightingTerm): void;
  onShare(percent: number): void;
  onRemove(): void;
}

/** One source: its name and main parameter, its share, and behind the fold all its parameters. */
export function SourceRow({ name, term, percent, isOpen, ...on }: SourceRowProps): ReactNode {
  const fieldsId = useId();
  return (
    <li className="source" aria-label={name}>
      <div className="source-head">
        <Hint text={sourceSentences[term.source]}>
          <button
            type="button"
            className="source-fold"
            aria-expanded={isOpen}
            aria-controls={fieldsId}
            onClick={on.onFold}
          >
            <ChevronDown size={16} aria-hidden="true" data-folded={!isOpen} />
            <span className="source-name">{name}</span>{' '}
            <span className="source-words truncate">{mainParameter(term)}</span>
          </button>
        </Hint>
        <IconButton icon={X} size="small" label={`Remove ${name.toLowerCase()}`} onClick={on.onRemove} />
      </div>
      {percent !== null && (
        <SliderRow
          label="Share"
          hint={`How much ${name.toLowerCase()} have a say; the other sources divide the rest.`}
          value={percent}
          min={0}
          max={100}
          step={1}
          unit="%"
          onChange={on.onShare}
        />
      )}
      <div id={fieldsId} className="source-fields" hidden={!isOpen}>
        <TermFields term={term} onChange={on.onChange} />
      </div>
    </li>
  );
}
