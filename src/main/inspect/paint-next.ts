import type { PaintNext } from '../../shared/contract/inspect';
import type { ImageId } from '../../shared/ids';
import { asProblem } from '../../shared/problem';
import { nextToPaint, type SeenImage } from '../../shared/training/next-to-paint';
import type { ImageRecord } from '../store/records';
import { paintReason } from './paint-reason';
import { type InspectParts, type InspectSubjects, isEngineGone, type WantedNetwork } from './subjects';

/** So many are suggested. */
const SUGGESTED = 12;

/** Which unpainted images to paint next: those that the network is unsure of and that are unlike what is painted already. */
export async function searchPaintNext(
  parts: InspectParts,
  subjects: InspectSubjects,
  network: WantedNetwork,
  signal: AbortSignal,
): Promise<PaintNext> {
  const all = (await parts.store.images.list()).filter(({ file }) => file !== 'missing');
  const isPainted = ({ painted }: ImageRecord): boolean => painted.length > 0;
  const candidates = all.filter((record) => !isPainted(record) && record.status !== 'left-out');
  if (candidates.length === 0) return { images: [], candidates: 0, notices: [] };
  const looked = [...candidates, ...all.filter(isPainted)];
  const seen = new Map<string, { record: ImageRecord; image: SeenImage; unsureShare: number }>();
  const notices: string[] = [];
  for (const [done, record] of looked.entries()) {
    signal.throwIfAborted();
    parts.onSearchProgress({ run: network.run, done, total: looked.length });
    try {
      const { subject } = await subjects.subject({ ...network, image: record.id });
      const { runFolder, checkpoint, image } = subject;
      const look = await parts.engine.call('inspectLook', { runFolder, checkpoint, image }, { signal });
      const { unsureShare, ...rest } = look;
      seen.set(record.id, { record, image: { id: record.id, ...rest }, unsureShare });
    } catch (error) {
      if (signal.aborted || isEngineGone(error)) throw error;
      notices.push(`Left out: ${asProblem(error).message}`);
    }
  }
  parts.onSearchProgress({ run: network.run, done: looked.length, total: looked.length });
  const imagesOf = (records: readonly ImageRecord[]): SeenImage[] =>
    records.flatMap(({ id }) => seen.get(id)?.image ?? []);
  const suggested = nextToPaint(imagesOf(candidates), imagesOf(all.filter(isPainted)), SUGGESTED);
  const nameOf = (id: string | null): string | null => (id === null ? null : (seen.get(id)?.record.name ?? null));
  return {
    images: suggested.flatMap((next) => {
      const found = seen.get(next.id);
      if (found === undefined) return [];
      const { record, unsureShare } = found;
      const isNearPainted = next.nearest !== null && (seen.get(next.nearest)?.record.painted.length ?? 0) > 0;
      const facts = { unsureShare, novelty: next.novelty, nearest: nameOf(next.nearest), isNearPainted };
      return [entryOf(record, parts.thumbnailOf(record), paintReason(facts))];
    }),
    candidates: candidates.length,
    notices,
  };
}

function entryOf(
  { id, name }: ImageRecord,
  thumbnail: string,
  reason: string,
): { id: ImageId; name: string; thumbnail: string; reason: string } {
  return { id, name, thumbnail, reason };
}
