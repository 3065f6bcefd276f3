import { z } from 'zod';
import { imageIdSchema } from '../../ids';
import { splitSchema } from '../../images/facets';
import { imageStatusSchema } from '../../images/status';
import { fileFailureSchema, sessionSchema } from './common';

/** `maskwright images status --json` */
export const imagesStatusSchema = z.object({
  status: imageStatusSchema,
  /** Images whose status is another now. */
  changed: z.int(),
});

/** `maskwright images assign --json` */
export const imagesAssignedSchema = z.object({
  split: splitSchema.nullable(),
  changed: z.int(),
  /** Locked images that were not put into training. */
  refused: z.array(imageIdSchema),
});

/** `maskwright images split --json`: all images of the project that are not left out. */
export const imagesSplitSchema = z.object({ training: z.int(), validation: z.int(), test: z.int(), changed: z.int() });

/** `maskwright images channels --json` */
export const imagesChannelsSchema = z.object({
  /** That networks of the project read. */
  inputChannels: z.int(),
  /** Images that are read otherwise now: with `--use` only. */
  changed: z.int(),
  /** By how many channels the pages of images have, from two on. */
  groups: z.array(
    z.object({
      channels: z.int(),
      images: z.int(),
      /** Numbers from 1; null: as the files have them. */
      choice: z.array(z.int()).nullable(),
    }),
  ),
});

/** `maskwright images near --json` */
export const imagesNearSchema = z.object({
  /** Of images of more than one file. */
  groups: z.int(),
  /** In these groups. */
  images: z.int(),
  /** Not looked at, so that each is in the group of its own file. */
  failed: z.array(fileFailureSchema),
});

/** `maskwright images lock --json`, `maskwright images unlock --json` */
export const imagesLockedSchema = z.object({
  changed: z.int(),
  /** Images that neither validate nor test, and are not locked. */
  refused: z.array(imageIdSchema),
});

/** `maskwright images relink --json` */
export const imagesRelinkedSchema = z.object({
  /** Found by what they hold. */
  found: z.int(),
  /** Files of the same name with other content that were taken over: with `--changed` only. */
  replaced: z.int(),
  stillMissing: z.int(),
  failed: z.array(fileFailureSchema),
});

/** `maskwright images statistics --json` */
export const imagesStatisticsSchema = z.object({
  images: z.int(),
  statuses: z.object({ 'to-do': z.int(), 'in-progress': z.int(), done: z.int(), 'left-out': z.int() }),
  splits: z.object({ training: z.int(), validation: z.int(), test: z.int(), none: z.int() }),
  missing: z.int(),
  /** Mean over images that are done, else over those begun; null where no time was measured. */
  minutesPerImage: z.number().nullable(),
  sessions: z.array(sessionSchema),
});
