import { z } from 'zod';
import { nothing, request } from './define';
import { pyramidFactsSchema } from './images';

const pictureSchema = z.object({
  path: z.string(),
  sha256: z.string(),
  /** The app's; tiles lie in `pyramids` below it. */
  cacheFolder: z.string(),
});
const index = z.int().min(0);

/** The engine's part in showing pictures that are too large for one texture. */
export const engineImages = {
  /** The levels of the upright picture, read from the file's header. */
  pyramidFacts: request(pictureSchema, pyramidFactsSchema),
  /** Path of a tile in the cache: made before others where it is not there, the picture's other tiles after it. */
  pyramidTile: request(pictureSchema.extend({ level: index, x: index, y: index }), z.object({ path: z.string() })),
  /** Makes all tiles that are not there yet. */
  makePyramid: request(pictureSchema, nothing),
};
