import { type ReactNode, useEffect, useState } from 'react';
import type { WorkingSessionRow } from '../../shared/contract/images';
import { act, ask } from '../app/client';
import { count } from '../app/words';
import { Section } from '../components/section';
import { useImages } from './images-state';

const SHOWN = 30;

/** When the project was worked on, and how much. */
export function SessionsSection(): ReactNode {
  const sessions = useSessions();
  if (sessions.length === 0) return null;
  return (
    <Section title="Working sessions" startsFolded>
      <table className="class-table session-table">
        <thead>
          <tr>
            <th scope="col">opened</th>
            <th scope="col">active</th>
            <th scope="col">strokes</th>
            <th scope="col">images</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id} title={sessionTitle(session)}>
              <th scope="row">{moment(session.openedAtMs)}</th>
              <td>{session.activeMinutes} min</td>
              <td>{count(session.strokes)}</td>
              <td>{count(session.images)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** Anew with every change of the list, which painting makes as well. */
function useSessions(): readonly WorkingSessionRow[] {
  const [sessions, setSessions] = useState<readonly WorkingSessionRow[]>([]);
  const statistics = useImages((state) => state.statistics);
  useEffect(() => {
    let isCurrent = statistics !== null;
    if (!isCurrent) return;
    act(async () => {
      const rows = await ask('images.sessions', { limit: SHOWN });
      if (isCurrent) setSessions(rows);
    });
    return () => {
      isCurrent = false;
    };
  }, [statistics]);
  return sessions;
}

/** `3 Mar, 14:05` */
function moment(ms: number): string {
  return new Date(ms).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}

function sessionTitle({ program, closedAtMs }: WorkingSessionRow): string {
  return `${program}, ${closedAtMs === null ? 'still open' : `closed ${moment(closedAtMs)}`}`;
}
