const MINUTE_MS = 60_000;

/** When an edit was made, short enough for a column: `now`, `4 min`, `2 h`, `yesterday`, `3 days`, `12 Mar`. */
export function shortAgo(thenMs: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - thenMs) / MINUTE_MS);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  const midnightMs = new Date(nowMs).setHours(0, 0, 0, 0);
  if (thenMs >= midnightMs) return `${Math.floor(minutes / 60)} h`;
  // Days are counted from midnight to midnight; rounding takes up the hour of summer time.
  const days = Math.round((midnightMs - new Date(thenMs).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 1) return 'yesterday';
  if (days < 7) return `${days} days`;
  const isThisYear = new Date(thenMs).getFullYear() === new Date(nowMs).getFullYear();
  return new Date(thenMs).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
}

/** What going to a step does in other images as well, before it is done; null where it does nothing there. */
export function sharedWarning(shared: readonly { label: string; images: number }[], isUndo: boolean): string | null {
  const [first, ...others] = shared;
  if (first === undefined) return null;
  const what = isUndo ? 'Also undoes' : 'Also does again';
  const more =
    others.length === 0 ? '' : others.length === 1 ? ', and another such act' : `, and ${others.length} more such acts`;
  return `${what} “${first.label}” in ${first.images} images${more}.`;
}
