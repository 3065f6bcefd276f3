import { z } from 'zod';
import { TILE_BYTES } from '../labels/tile-map';

// What several areas of the engine are asked about.

/** A run's network as one of its checkpoints holds it. */
export const networkSchema = z.object({ runFolder: z.string(), checkpoint: z.enum(['best', 'last']) });
export type InspectedNetwork = z.infer<typeof networkSchema>;

/**
 * Class ids of an image's label map as stored, an absent tile all 0; null where the engine may have them from an earlier
 * request: else it answers {@link labelsNeeded}.
 */
export const sentLabelsSchema = z
  .array(
    z.object({
      tileX: z.int().min(0),
      tileY: z.int().min(0),
      data: z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === TILE_BYTES),
    }),
  )
  .nullable();

export const labelsNeeded = z.literal('labels-needed');
