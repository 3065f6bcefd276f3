import type { ReactNode } from 'react';
import type { ImageStatus } from '../../shared/images/status';

/** An image's status at a glance, by shape as well as by colour: a ring, half full, full, or a stroke. */
export function StatusDot({ status }: { status: ImageStatus }): ReactNode {
  return <span className="status-dot" data-status={status} aria-hidden="true" />;
}
