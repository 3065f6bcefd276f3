import { z } from 'zod';
import { imageIdSchema, runIdSchema } from '../ids';
import { displayWindowSchema } from '../images/display-window-schema';
import { runConfigSchema } from '../training/run-config';
import { presets } from '../weighting/presets';
import { weightingSchema } from '../weighting/schema';
import { nothing, request } from './define';
import { paneViewSchema } from './inspect';
import { paintChoicesSchema } from './paint-choices';

/** How Paint shows image and labels, for looking only: what is trained on stays as it is. */
const displaySchema = z.object({
  /** 1 leaves the picture as it is. */
  brightness: z.number().min(0.2).max(3),
  contrast: z.number().min(0.2).max(3),
  /** Exponent of the values in 0..1, before brightness and contrast. */
  gamma: z.number().min(0.1).max(5),
  labelStyle: z.enum(['fill', 'outlines', 'both']),
  /** Whether the map of the whole image is unfolded; it is there while the image does not fit the canvas. */
  isMapOpen: z.boolean(),
});

/** Where a person was in a project and what was set up there: read on opening, kept as it changes. */
export const workspaceSchema = z.object({
  screen: z.enum(['images', 'paint', 'weights', 'train', 'inspect', 'export']),
  image: imageIdSchema.nullable(),
  /** The weighting in hand: shown on Weights, trained with by the next run. */
  weighting: weightingSchema,
  /** The run in hand on Train, Inspect and Export. */
  run: runIdSchema.nullable(),
  /** How values of more than 8 bits are shown; null: between the percentiles of each image. Never read by training. */
  displayWindow: displayWindowSchema.nullable(),
  display: displaySchema,
  /** What is in hand on Paint; null: as in a first project. */
  paint: paintChoicesSchema.nullable(),
  /** What the panes of Inspect show, and how many there are; null: as in a first project. */
  inspect: z
    .object({ count: z.union([z.literal(2), z.literal(3), z.literal(4)]), views: z.array(paneViewSchema).length(4) })
    .nullable(),
  runForm: z.object({ preset: z.enum(['quick', 'good', 'best', 'own']), config: runConfigSchema }).nullable(),
});
export type Workspace = z.infer<typeof workspaceSchema>;

/** A project that is opened for the first time. */
export const firstWorkspace: Workspace = {
  screen: 'images',
  image: null,
  weighting: presets.edge.weighting,
  run: null,
  displayWindow: null,
  paint: null,
  display: { brightness: 1, contrast: 1, gamma: 1, labelStyle: 'fill', isMapOpen: true },
  inspect: null,
  runForm: null,
};

export const workspaceRequests = {
  'workspace.read': request(nothing, workspaceSchema),
  /** Only what is given changes. */
  'workspace.keep': request(workspaceSchema.partial(), nothing),
};
