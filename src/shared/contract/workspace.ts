import { z } from 'zod';
import { imageIdSchema, runIdSchema } from '../ids';
import { displayWindowSchema } from '../images/display-window-schema';
import { runConfigSchema } from '../training/run-config';
import { presets } from '../weighting/presets';
import { weightingSchema } from '../weighting/schema';
import { nothing, request } from './define';

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
  runForm: null,
};

export const workspaceRequests = {
  'workspace.read': request(nothing, workspaceSchema),
  /** Only what is given changes. */
  'workspace.keep': request(workspaceSchema.partial(), nothing),
};
