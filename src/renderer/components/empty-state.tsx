import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: LucideIcon;
  /** What is not there. */
  title: string;
  /** What belongs here, and how it gets here; a sentence or two. */
  words?: string;
  /** The buttons that fill it. */
  children?: ReactNode;
}

/** A screen or a part of it without anything to show: what belongs here, and the act that brings it. */
export function EmptyState({ icon: Icon, title, words, children }: EmptyStateProps): ReactNode {
  return (
    <div className="empty">
      <Icon size={20} aria-hidden="true" />
      <h2 className="empty-title">{title}</h2>
      {words !== undefined && <p className="empty-words">{words}</p>}
      {children && <div className="empty-acts">{children}</div>}
    </div>
  );
}
