import { z } from 'zod';
import { classIdSchema, imageIdSchema } from '../ids';
import { nothing, request } from './define';
import { CLASS_NAME_MAX, colorSchema } from './projects';

export const projectClassSchema = z.object({
  id: classIdSchema,
  name: z.string(),
  color: colorSchema,
  position: z.int().min(0),
});
export type ProjectClassRow = z.infer<typeof projectClassSchema>;

const name = z.string().trim().min(1).max(CLASS_NAME_MAX);

export const classRequests = {
  /** In the order of display; their keys are 1, 2, 3 ... in that order. */
  'classes.list': request(nothing, z.array(projectClassSchema)),
  'classes.add': request(z.object({ name, color: colorSchema }), projectClassSchema),
  'classes.rename': request(z.object({ id: classIdSchema, name }), projectClassSchema),
  'classes.recolor': request(z.object({ id: classIdSchema, color: colorSchema }), projectClassSchema),
  'classes.reorder': request(z.object({ ids: z.array(classIdSchema).max(254) }), nothing),
  /** Sets its pixels to unpainted in all images: one edit, taken back by `classes.restore` or `labels.undo`. */
  'classes.remove': request(
    z.object({ id: classIdSchema }),
    z.object({ images: z.array(imageIdSchema), pixels: z.number() }),
  ),
  'classes.restore': request(z.object({ id: classIdSchema }), nothing),
};
