import { ChevronDown } from 'lucide-react';
import { Activity, type ReactNode, useId, useState } from 'react';

interface SectionProps {
  title: string;
  /** Controls at the right of the title. */
  actions?: ReactNode;
  /** What is seldom needed starts folded. */
  startsFolded?: boolean;
  /** What it holds is not to end by folding: work that goes on, or what is wrong in a field. */
  goesOnFolded?: boolean;
  /** Told when it is folded or opened. */
  onOpen?(isOpen: boolean): void;
  children: ReactNode;
}

/** A part of a panel that folds. What is folded keeps what was typed into it, and mostly neither listens nor asks. */
export function Section(props: SectionProps): ReactNode {
  const { title, actions, startsFolded = false, goesOnFolded = false, onOpen, children } = props;
  const [isOpen, setOpen] = useState(!startsFolded);
  const bodyId = useId();
  const turn = (): void => {
    setOpen(!isOpen);
    onOpen?.(!isOpen);
  };
  return (
    <section className="section" aria-label={title}>
      <header className="section-head">
        <h2>
          <button type="button" className="section-title" aria-expanded={isOpen} aria-controls={bodyId} onClick={turn}>
            <ChevronDown size={16} aria-hidden="true" data-folded={!isOpen} />
            {title}
          </button>
        </h2>
        {actions}
      </header>
      <div id={bodyId} className="section-body" hidden={!isOpen}>
        <Activity mode={isOpen || goesOnFolded ? 'visible' : 'hidden'}>{children}</Activity>
      </div>
    </section>
  );
}
