import { z } from 'zod';
import { WHOLE_PX } from '../shared/contract/channels';
import { displayWindowSchema } from '../shared/images/display-window-schema';
import { parseWindow } from '../shared/images/window-text';

/** Longest sides that are made, in pixels: a thumbnail in the grid, the picture of a card, an image shown large. */
export const THUMBNAIL_PX = 320;
export const CARD_PX = 640;
export const VIEW_PX = 1600;

const ownerSchema = z.string().regex(/^[0-9a-z-]{1,64}$/);
const idSchema = z.string().regex(/^[0-9a-f]{16,64}$/);
/** Chosen by hand; null for the automatic one. */
const windowSchema = displayWindowSchema.nullable();
const renditionSchema = z.object({
  kind: z.literal('rendition'),
  owner: ownerSchema,
  id: idSchema,
  window: windowSchema,
  maxSidePx: z.coerce.number().pipe(z.literal([THUMBNAIL_PX, CARD_PX, VIEW_PX, WHOLE_PX])),
});

/** Columns and rows of tiles that the largest readable picture can have, and levels. */
const MAX_TILES = 2 ** 19;
const MAX_LEVEL = 31;
/** Plain digits: no sign, no exponent, no leading zero. */
const index = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,6})$/)
  .transform(Number);
const tileSchema = z.object({
  kind: z.literal('tile'),
  owner: ownerSchema,
  id: idSchema,
  window: windowSchema,
  level: index.pipe(z.int().max(MAX_LEVEL)),
  x: index.pipe(z.int().max(MAX_TILES)),
  y: index.pipe(z.int().max(MAX_TILES)),
});
export type ImageAddress = z.infer<typeof renditionSchema> | z.infer<typeof tileSchema>;

/**
 * `image://<owner>/<id>/<size>` or `image://<owner>/<id>/tile/<level>/<x>/<y>`, with `window=<lo>,<hi>,<gamma>` after its
 * version; null for anything else, so that no path can be asked for.
 */
export function parseImageAddress(url: string): ImageAddress | null {
  if (!URL.canParse(url)) return null;
  const { host: owner, pathname, searchParams } = new URL(url);
  const text = searchParams.get('window');
  const window = text === null ? null : parseWindow(text);
  if (text !== null && window === null) return null;
  const [, id, size, ...rest] = pathname.split('/');
  if (size === 'tile') {
    const [level, x, y, ...more] = rest;
    const tile = tileSchema.safeParse({ kind: 'tile', owner, id, window, level, x, y });
    return tile.success && more.length === 0 ? tile.data : null;
  }
  const rendition = renditionSchema.safeParse({ kind: 'rendition', owner, id, window, maxSidePx: size });
  return rendition.success && rest.length === 0 ? rendition.data : null;
}
