import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';

interface SectionProps {
  title: string;
  /** Controls at the right of the title. */
  actions?: ReactNode;
  /** What is seldom needed starts folded. */
  startsFolded?: boolean;
  children: ReactNode;
}

/** A part of a panel that folds. */
export function Section({ title, actions, startsFolded = false, children }: SectionProps): ReactNode {
  const [isOpen, setOpen] = useState(!startsFolded);
  const bodyId = useId();
  return (
    <section className="section" aria-label={title}>
      <header className="section-head">
        <h2>
          <button
            type="button"
            className="section-title"
            aria-expanded={isOpen}
            aria-controls={bodyId}
            onClick={() => setOpen(!isOpen)}
          >
            <ChevronDown size={16} aria-hidden="true" data-folded={!isOpen} />
            {title}
          </button>
        </h2>
        {actions}
      </header>
      <div id={bodyId} className="section-body" hidden={!isOpen}>
        {children}
      </div>
    </section>
  );
}
