import { z } from 'zod';
import { imageIdSchema } from '../ids';
import { appRequests, themeSchema } from './app';
import { classRequests } from './classes';
import { comparisonEvents, comparisonRequests } from './comparisons';
import type { InputParsers, Inputs, Outputs, ParsedInputs } from './define';
import { engineRequests, engineStateSchema } from './engine';
import { exportEvents, exportRequests } from './exports';
import { addStateSchema, imageRequests, relinkStateSchema } from './images';
import { inspectEvents, inspectRequests } from './inspect';
import { labelRequests } from './labels';
import { projectRequests, projectStateSchema } from './projects';
import { runEvents, runRequests } from './runs';
import { weightRequests } from './weights';
import { workspaceRequests } from './workspace';

/** Every request that the window may make of main. */
export const requests = {
  ...appRequests,
  ...projectRequests,
  ...workspaceRequests,
  ...imageRequests,
  ...classRequests,
  ...labelRequests,
  ...weightRequests,
  ...runRequests,
  ...comparisonRequests,
  ...inspectRequests,
  ...exportRequests,
  ...engineRequests,
};
export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestInput<Name extends RequestName> = Inputs<Requests>[Name];
export type ParsedInput<Name extends RequestName> = ParsedInputs<Requests>[Name];
export type RequestOutput<Name extends RequestName> = Outputs<Requests>[Name];

/** Every event that main sends to a window, with what it carries. */
export const events = {
  'app.themeChanged': themeSchema,
  'engine.changed': engineStateSchema,
  'projects.stateChanged': projectStateSchema,
  /** The list, its statistics or the state of a file changed: ask again. */
  'images.changed': z.null(),
  'images.addChanged': addStateSchema,
  'images.relinkChanged': relinkStateSchema,
  /** Classes were added, renamed, recoloured, moved, removed or brought back: ask again. */
  'classes.changed': z.null(),
  /** Labels changed by something else than painting on the image itself (a class removed, an undo over images). */
  'labels.changed': z.object({ ids: z.array(imageIdSchema) }),
  ...runEvents,
  ...comparisonEvents,
  ...inspectEvents,
  ...exportEvents,
};
export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>;

export function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name);
}

const inputParsers: InputParsers<ParsedInputs<Requests>> = requests;

/** Checks what a window sent. @throws ZodError where it does not fit the contract */
export function parseInput<Name extends RequestName>(name: Name, value: unknown): ParsedInput<Name> {
  return inputParsers[name].input.parse(value);
}
