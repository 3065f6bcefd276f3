import { z } from 'zod';
import { imagePartFields } from '../images/image-part';
import { valueBlockSchema } from '../images/value-block';
import { request } from './define';

/** The engine's part in saying what a pixel holds. */
export const engineValues = {
  /** The block of pixels around one, counted in the upright picture. */
  pixelValues: request(
    z.object({ path: z.string(), ...imagePartFields, x: z.int().min(0), y: z.int().min(0) }),
    valueBlockSchema,
  ),
};
