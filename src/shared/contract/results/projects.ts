import { z } from 'zod';
import { classIdSchema, imageIdSchema, projectIdSchema } from '../../ids';
import { splitSchema } from '../../images/facets';
import { imageStatusSchema } from '../../images/status';
import { colorSchema, fileFailureSchema, sessionSchema } from './common';

/** `maskwright project create --json` */
export const projectCreatedSchema = z.object({ id: projectIdSchema, name: z.string(), folder: z.string() });
export type ProjectCreated = z.infer<typeof projectCreatedSchema>;

/** `maskwright project show --json` */
export const projectShownSchema = z.object({
  id: projectIdSchema,
  name: z.string(),
  folder: z.string(),
  unpainted: z.enum(['void', 'background']),
  inputChannels: z.int(),
  classes: z.array(
    z.object({
      id: classIdSchema,
      name: z.string(),
      color: colorSchema,
      /** Images that hold the class. */
      images: z.int(),
      pixels: z.int(),
    }),
  ),
  images: z.object({ total: z.int(), labelled: z.int(), pixels: z.int(), labelledPixels: z.int() }),
  runs: z.object({ total: z.int(), finished: z.int(), resumable: z.int() }),
  /** The newest working session, of the window or of a command that writes; null before the first. */
  lastSession: sessionSchema
    .extend({
      /** Name of the image that was looked at or painted last. */
      lastImage: z.string().nullable(),
    })
    .nullable(),
});
export type ProjectShown = z.infer<typeof projectShownSchema>;

/** `maskwright images add --json`: duplicates are skipped, broken files failed. */
export const imagesAddedSchema = z.object({
  added: z.int(),
  skipped: z.array(fileFailureSchema),
  failed: z.array(fileFailureSchema),
});
export type ImagesAdded = z.infer<typeof imagesAddedSchema>;

/** `maskwright images list --json` */
export const imagesListedSchema = z.object({
  images: z.array(
    z.object({
      id: imageIdSchema,
      name: z.string(),
      path: z.string(),
      width: z.int(),
      height: z.int(),
      channels: z.int(),
      depth: z.int(),
      /** By itself `in-progress` once it is painted on, else as it was chosen. */
      status: imageStatusSchema,
      split: splitSchema.nullable(),
      /** Kept from training. */
      isSplitLocked: z.boolean(),
      /** Strokes, polygons and fills made by hand. */
      strokes: z.int(),
      /** Time that a person spent on it in the window. */
      activeMinutes: z.int(),
      labelledPixels: z.int(),
    }),
  ),
});
export type ImagesListed = z.infer<typeof imagesListedSchema>;

/** `maskwright masks import --json` */
export const masksImportedSchema = z.object({ imported: z.int(), failed: z.array(fileFailureSchema) });
export type MasksImported = z.infer<typeof masksImportedSchema>;
