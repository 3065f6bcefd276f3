import { z } from 'zod';
import { appRequests, themeSchema } from './app';
import type { InputOf, OutputOf, ParsedInputOf } from './define';
import { engineRequests, engineStateSchema } from './engine';
import { addStateSchema, imageRequests } from './images';
import { projectRequests, projectStateSchema } from './projects';

/** Every request that the window may make of main. */
export const requests = { ...appRequests, ...projectRequests, ...imageRequests, ...engineRequests };
export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestInput<Name extends RequestName> = InputOf<Requests, Name>;
export type ParsedInput<Name extends RequestName> = ParsedInputOf<Requests, Name>;
export type RequestOutput<Name extends RequestName> = OutputOf<Requests, Name>;

/** Every event that main sends to a window, with what it carries. */
export const events = {
  'app.themeChanged': themeSchema,
  'engine.changed': engineStateSchema,
  'projects.stateChanged': projectStateSchema,
  /** The list, its statistics or the state of a file changed: ask again. */
  'images.changed': z.null(),
  'images.addChanged': addStateSchema,
};
export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>;

/** The two channels of the window's IPC. */
export const REQUEST_CHANNEL = 'maskwright:request';
export const EVENT_CHANNEL = 'maskwright:event';

export function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name);
}
