/** Argument of an engine process that gives way to all others that want the processor. */
export const BEHIND_OTHERS = '--behind-others';
