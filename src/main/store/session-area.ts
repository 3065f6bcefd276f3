import { type ImageId, imageIdSchema } from '../../shared/ids';
import type { ProjectStore } from './project-store';
import type { WorkingSession } from './records';
import type { StoreContext } from './store-context';

interface SessionRow {
  id: number;
  program: string;
  opened_at: string;
  closed_at: string | null;
  strokes: number;
  active_minutes: number;
  last_image: string | null;
  images: number;
}

/** What edits report to the open session and to their image, from within their own transaction. */
export interface SessionActs {
  /**
   * @param imageKey null for an act that looks without touching
   * @param act what a person does at an image is time spent on it, what a program does is not
   */
  note(imageKey: number | null, imageId: ImageId | null, act: 'stroke' | 'by-hand' | 'by-program'): void;
}

const SELECT = `SELECT id, program, opened_at, closed_at, strokes, active_minutes, last_image,
  (SELECT count(*) FROM session_images WHERE session = sessions.id) AS images FROM sessions`;

/** A longer pause between two acts counts as so much: the person was elsewhere. */
const PAUSE_MS = 60_000;

export function makeSessions(context: StoreContext): { area: ProjectStore['sessions']; acts: SessionActs } {
  const { db } = context;
  const insert = db.prepare<[string, string]>('INSERT INTO sessions (program, opened_at) VALUES (?, ?)');
  const end = db.prepare<[string, number]>('UPDATE sessions SET closed_at = ? WHERE id = ?');
  // One writer at a time: a session that is still open belongs to a program that ended without closing it.
  const endLost = db.prepare(
    `UPDATE sessions SET closed_at = coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', last_minute * 60, 'unixepoch'), opened_at)
     WHERE closed_at IS NULL`,
  );
  const one = db.prepare<[number], SessionRow>(`${SELECT} WHERE id = ?`);
  const many = db.prepare<[number], SessionRow>(`${SELECT} ORDER BY id DESC LIMIT ?`);
  const count = db.prepare<[number, number, number, string | null, number]>(
    `UPDATE sessions SET strokes = strokes + ?, active_minutes = active_minutes + (last_minute IS NOT ?),
     last_minute = ?, last_image = coalesce(?, last_image) WHERE id = ?`,
  );
  const touchImage = db.prepare<[number, number]>(
    'INSERT OR IGNORE INTO session_images (session, image) VALUES (?, ?)',
  );

  const addTime = db.prepare<[number, string]>('UPDATE images SET active_ms = active_ms + ? WHERE id = ?');
  const addStroke = db.prepare<[number]>('UPDATE images SET strokes = strokes + 1 WHERE key = ?');
  /** The image that was looked at or painted last, and when the last act was. */
  let inHand: { image: ImageId; sinceMs: number } | null = null;

  /** Time since the last act is time spent on the image in hand. */
  const spend = (nowMs: number): void => {
    if (inHand === null) return;
    addTime.run(Math.round(Math.min(PAUSE_MS, Math.max(0, nowMs - inHand.sinceMs))), inHand.image);
    inHand = { ...inHand, sinceMs: nowMs };
  };

  const record = (id: number): WorkingSession | null => {
    const row = one.get(id);
    return row === undefined ? null : toSession(row);
  };
  const acts: SessionActs = {
    note: (imageKey, imageId, act) => {
      if (imageKey !== null && act === 'stroke') addStroke.run(imageKey);
      const session = context.session;
      if (session === null) return;
      const nowMs = context.now().getTime();
      const minute = Math.floor(nowMs / 60_000);
      spend(nowMs);
      if (imageId !== null && act !== 'by-program') inHand = { image: imageId, sinceMs: nowMs };
      count.run(act === 'stroke' ? 1 : 0, minute, minute, imageId, session.id);
      if (imageKey !== null) touchImage.run(session.id, imageKey);
    },
  };
  const close = (): WorkingSession | null => {
    const session = context.session;
    if (session === null) return null;
    return context.write(() => {
      spend(context.now().getTime());
      inHand = null;
      end.run(context.now().toISOString(), session.id);
      context.session = null;
      return record(session.id);
    });
  };

  const area: ProjectStore['sessions'] = {
    open: (program) => {
      close();
      return context.write(() => {
        const at = context.now().toISOString();
        endLost.run();
        const id = Number(insert.run(program, at).lastInsertRowid);
        context.session = { id };
        return record(id) ?? { ...emptySession, id, program, openedAt: at };
      });
    },
    touch: (imageId) => {
      if (context.session !== null) context.write(() => acts.note(null, imageId ?? null, 'by-hand'));
    },
    close,
    list: (limit = 50) => context.read(() => many.all(limit).map(toSession)),
  };
  return { area, acts };
}

const emptySession = { closedAt: null, strokes: 0, imagesTouched: 0, activeMinutes: 0, lastImage: null };

function toSession(row: SessionRow): WorkingSession {
  return {
    id: row.id,
    program: row.program,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    strokes: row.strokes,
    imagesTouched: row.images,
    activeMinutes: row.active_minutes,
    lastImage: row.last_image === null ? null : imageIdSchema.parse(row.last_image),
  };
}
