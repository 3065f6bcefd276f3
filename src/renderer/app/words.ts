const numbers = new Intl.NumberFormat('en');
const days = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `1,204` */
export function count(value: number): string {
  return numbers.format(value);
}

/** `1 image`, `1,204 images` */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `2.4 MB`, powers of 1000 */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1000 ** power;
  return `${scaled < 10 ? scaled.toFixed(1) : Math.round(scaled)} ${units[power - 1]}`;
}

/** `12.4 %`; `< 0.1 %` where there is something but little, `100 %` only where nothing is left out. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %';
  const share = (100 * part) / whole;
  if (part === whole) return '100 %';
  if (share < 0.1) return '< 0.1 %';
  return share > 99.9 ? '> 99.9 %' : `${share.toFixed(1)} %`;
}

/** What is left, rounded as a person would say it: `4 min left`. */
export function timeLeft(seconds: number): string {
  if (seconds < 5) return 'a few seconds left';
  if (seconds < 60) return `${Math.ceil(seconds / 5) * 5} s left`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min left`;
  return `${(seconds / 3600).toFixed(1)} h left`;
}

/** `just now`, `12 minutes ago`, `yesterday`, `3 days ago`, then the date. */
export function ago(thenMs: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - thenMs) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${counted(minutes, 'minute')} ago`;
  const midnight = new Date(nowMs).setHours(0, 0, 0, 0);
  const daysBack = Math.ceil((midnight - thenMs) / 86_400_000);
  if (daysBack <= 0) return `${counted(Math.floor(minutes / 60), 'hour')} ago`;
  if (daysBack < 30) return days.format(-daysBack, 'day');
  return new Date(thenMs).toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' });
}
