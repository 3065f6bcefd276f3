import { z } from 'zod';
import { request } from './define';

/** The engine's part in making the sample project. */
export const engineSample = {
  /** Writes the made images as PNG files into a folder that is there; gives their paths in order. */
  writeSampleImages: request(z.object({ folder: z.string() }), z.object({ paths: z.array(z.string()) })),
};
