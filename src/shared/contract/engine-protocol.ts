import { z } from 'zod';
import { problemDataSchema } from '../problem';
import type { InputParsers, Inputs, OutputParsers, Outputs, ParsedInputs, Reply } from './define';
import { nothing, request } from './define';

/** What a file turned out to be; every figure is of the oriented image without alpha. */
export const inspectedFileSchema = z.object({
  format: z.enum(['png', 'jpeg', 'tiff', 'gif', 'bmp', 'webp']),
  width: z.int(),
  height: z.int(),
  channels: z.int(),
  depth: z.union([z.literal(8), z.literal(16), z.literal(32)]),
  orientation: z.int().min(1).max(8),
  hasAlpha: z.boolean(),
  sha256: z.string(),
  bytes: z.number(),
  modifiedMs: z.number(),
  /** What decoding leaves out, in sentences, e.g. that transparency is dropped. */
  notices: z.array(z.string()),
});
export type InspectedFile = z.infer<typeof inspectedFileSchema>;

export const deviceSchema = z.object({ line: z.string(), notes: z.array(z.string()) });
export type DeviceFacts = z.infer<typeof deviceSchema>;

/**
 * Requests that main makes of the engine. A further one is a row here and a handler of the same name in
 * `src/engine/worker-handlers.ts`; queueing, cancelling, restarts and re-sending come with the row.
 */
export const engineProtocol = {
  device: request(nothing, deviceSchema),
  /** Image files below files and folders, sorted naturally. */
  listImages: request(
    z.object({ paths: z.array(z.string()) }),
    z.object({
      files: z.array(z.object({ path: z.string(), name: z.string() })),
      /** How many other files the folders hold. */
      ignored: z.int(),
      problems: z.array(problemDataSchema),
    }),
  ),
  inspectFile: request(z.object({ path: z.string() }), inspectedFileSchema),
  /** Path of a cached rendition, made where it is not there yet. */
  rendition: request(
    z.object({ path: z.string(), sha256: z.string(), maxSidePx: z.int(), cacheFolder: z.string() }),
    z.object({ path: z.string() }),
  ),
};
export type EngineProtocol = typeof engineProtocol;
export type EngineRequestName = keyof EngineProtocol;
export type EngineInput<Name extends EngineRequestName> = Inputs<EngineProtocol>[Name];
export type EngineParsedInput<Name extends EngineRequestName> = ParsedInputs<EngineProtocol>[Name];
export type EngineOutput<Name extends EngineRequestName> = Outputs<EngineProtocol>[Name];

const inputParsers: InputParsers<ParsedInputs<EngineProtocol>> = engineProtocol;
const outputParsers: OutputParsers<Outputs<EngineProtocol>> = engineProtocol;

export function parseEngineInput<Name extends EngineRequestName>(name: Name, value: unknown): EngineParsedInput<Name> {
  return inputParsers[name].input.parse(value);
}

export function parseEngineOutput<Name extends EngineRequestName>(name: Name, value: unknown): EngineOutput<Name> {
  return outputParsers[name].output.parse(value);
}

/** Main to engine. */
export type ToEngine =
  | { type: 'request'; id: number; name: EngineRequestName; input: unknown }
  | { type: 'cancel'; id: number }
  | { type: 'ping'; count: number };

/** Engine to main. `failed` is the engine's last word before it ends. */
export type FromEngine =
  | { type: 'reply'; id: number; reply: Reply<unknown> }
  | { type: 'pong'; count: number }
  | { type: 'failed'; sentence: string };
