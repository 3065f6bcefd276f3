import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { systemCode } from '../../shared/problem';

/** A process, told apart from a later one of the same number by its start. */
export const processMarkSchema = z.object({ host: z.string(), pid: z.int(), start: z.string().nullable() });
export type ProcessMark = z.infer<typeof processMarkSchema>;

export function markProcess(pid: number = process.pid): ProcessMark {
  return { host: hostname(), pid, start: readStat(pid)?.start ?? null };
}

/** False only where the process is surely gone; another computer's processes cannot be seen and count as alive. */
export function isAlive(mark: ProcessMark): boolean {
  if (mark.host !== hostname()) return true;
  const stat = readStat(mark.pid);
  if (stat !== null) return stat.state !== 'Z' && (mark.start === null || stat.start === mark.start);
  try {
    process.kill(mark.pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** State and start (field 22, clock ticks since boot) of proc(5); null where there is no /proc or no such process. */
function readStat(pid: number): { state: string; start: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets itself.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', start: fields[19] ?? '' };
  } catch {
    return null;
  }
}
