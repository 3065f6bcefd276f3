import { z } from 'zod';
import { WHOLE_PX } from '../shared/contract/channels';
import { displayWindowSchema } from '../shared/images/display-window-schema';
import { parseWindow } from '../shared/images/window-text';

/** Longest sides that are made, in pixels: a thumbnail in the grid, the picture of a card, an image shown large. */
export const THUMBNAIL_PX = 320;
export const CARD_PX = 640;
export const VIEW_PX = 1600;

const addressSchema = z.object({
  owner: z.string().regex(/^[0-9a-z-]{1,64}$/),
  id: z.string().regex(/^[0-9a-f]{16,64}$/),
  /** Chosen by hand; null for the automatic one. */
  window: displayWindowSchema.nullable(),
  maxSidePx: z.coerce.number().pipe(z.literal([THUMBNAIL_PX, CARD_PX, VIEW_PX, WHOLE_PX])),
});
export type ImageAddress = z.infer<typeof addressSchema>;

/** `image://<owner>/<id>/<size>`, with `window=<lo>,<hi>,<gamma>` after its version; null for anything else, so that no path can be asked for. */
export function parseImageAddress(url: string): ImageAddress | null {
  if (!URL.canParse(url)) return null;
  const { host, pathname, searchParams } = new URL(url);
  const text = searchParams.get('window');
  const window = text === null ? null : parseWindow(text);
  if (text !== null && window === null) return null;
  const [, id, maxSidePx, ...rest] = pathname.split('/');
  const parsed = addressSchema.safeParse({ owner: host, id, maxSidePx, window });
  return parsed.success && rest.length === 0 ? parsed.data : null;
}
