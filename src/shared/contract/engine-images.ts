import { z } from 'zod';
import { request } from './define';
import { shownPartSchema } from './shown-part';

const pictureSchema = z.object({
  path: z.string(),
  sha256: z.string(),
  /** The app's; tiles lie in `pyramids` below it. */
  cacheFolder: z.string(),
  /** Without it the first page, as the file has it. */
  part: shownPartSchema.optional(),
});
const index = z.int().min(0);

/** The engine's part in showing pictures that are too large for one texture. */
export const engineImages = {
  /** Path of a tile in the cache: made before others where it is not there, the picture's other tiles after it. */
  pyramidTile: request(pictureSchema.extend({ level: index, x: index, y: index }), z.object({ path: z.string() })),
};
