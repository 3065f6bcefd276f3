import { z } from 'zod';
import { projectIdSchema } from '../ids';
import { problemDataSchema } from '../problem';
import { nothing, request } from './define';

export const folderPathSchema = z.string().min(1).max(4096);
export const colorSchema = z.string().regex(/^#[0-9a-f]{6}$/i);
export const unpaintedSchema = z.enum(['void', 'background']);

/** A project as the Start screen shows it; read from the library, without opening the project. */
export const recentProjectSchema = z.object({
  folder: z.string(),
  name: z.string(),
  openedAtMs: z.number(),
  images: z.int().min(0),
  paintedImages: z.int().min(0),
  /** `image://` address of the card's picture; null where there is none. */
  thumbnail: z.string().nullable(),
  /** One sentence on the latest run; null without a run. */
  lastRun: z.string().nullable(),
  /** The folder, or the database in it, is no longer there. */
  isGone: z.boolean(),
});
export type RecentProject = z.infer<typeof recentProjectSchema>;

export const openProjectSchema = z.object({
  id: projectIdSchema,
  folder: z.string(),
  name: z.string(),
  isReadOnly: z.boolean(),
  unpainted: unpaintedSchema,
  inputChannels: z.int().min(1),
  /** Sentences worth knowing on opening, e.g. that the project lies on a network share. */
  notices: z.array(z.string()),
});
export type OpenProjectFacts = z.infer<typeof openProjectSchema>;

export const projectStateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('none') }),
  z.object({ status: z.literal('opening'), folder: z.string() }),
  z.object({ status: z.literal('open'), project: openProjectSchema }),
  z.object({
    status: z.literal('refused'),
    folder: z.string(),
    problem: problemDataSchema,
    canOpenReadOnly: z.boolean(),
  }),
]);
export type ProjectState = z.infer<typeof projectStateSchema>;

/** Longest names, in characters. */
export const PROJECT_NAME_MAX = 120;
export const CLASS_NAME_MAX = 80;

export const newProjectSchema = z.object({
  folder: folderPathSchema,
  name: z.string().trim().min(1).max(PROJECT_NAME_MAX),
  classes: z
    .array(z.object({ name: z.string().trim().min(1).max(CLASS_NAME_MAX), color: colorSchema }))
    .min(1)
    .max(254),
  unpainted: unpaintedSchema,
  /** Files and folders to add once the project is there. */
  imagePaths: z.array(z.string()),
});
export type NewProject = z.input<typeof newProjectSchema>;

/** What lies at paths that were dropped or chosen. */
export const examinedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('project'), folder: z.string() }),
  z.object({
    kind: z.literal('images'),
    paths: z.array(z.string()),
    suggestedName: z.string(),
    suggestedFolder: z.string(),
  }),
  z.object({ kind: z.literal('nothing'), problem: problemDataSchema }),
]);
export type Examined = z.infer<typeof examinedSchema>;

export const projectRequests = {
  'projects.recent': request(nothing, z.array(recentProjectSchema)),
  /** Takes a project off the list of the Start screen; nothing on the disk changes. */
  'projects.forget': request(z.object({ folder: folderPathSchema }), nothing),
  'projects.suggestFolder': request(z.object({ name: z.string() }), z.object({ folder: z.string() })),
  'projects.examine': request(z.object({ paths: z.array(z.string()).min(1) }), examinedSchema),
  'projects.create': request(newProjectSchema, nothing),
  /** Makes the sample project of six small made images, partly painted, and opens it. */
  'projects.makeSample': request(nothing, nothing),
  /** Name, what unpainted means, and the channels that networks read; of the open project. */
  'projects.change': request(
    z.object({
      name: z.string().trim().min(1).max(PROJECT_NAME_MAX).optional(),
      unpainted: unpaintedSchema.optional(),
      inputChannels: z.int().min(1).max(64).optional(),
    }),
    nothing,
  ),
  'projects.open': request(z.object({ folder: folderPathSchema, readOnly: z.boolean() }), nothing),
  'projects.close': request(nothing, nothing),
  'projects.state': request(nothing, projectStateSchema),
};
