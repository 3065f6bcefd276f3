import { useEffect, useState } from 'react';

/** The time, renewed every so many milliseconds; as it was first where `everyMs` is null. */
export function useNowMs(everyMs: number | null): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
