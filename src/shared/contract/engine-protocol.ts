import { z } from 'zod';
import { pixelSizeSchema } from '../images/pixel-size';
import { problemDataSchema } from '../problem';
import type { InputParsers, Inputs, OutputParsers, Outputs, ParsedInputs, Reply } from './define';
import { nothing, request } from './define';
import { engineDisplay } from './engine-display';
import { engineExportRequests } from './engine-export';
import { engineImages } from './engine-images';
import { engineInspectRequests } from './engine-inspect';
import { engineRelink } from './engine-relink';
import { engineSample } from './engine-sample';
import { engineTraining } from './engine-training';
import { engineValues } from './engine-values';
import { engineWeights } from './engine-weights';
import { shownPartSchema } from './shown-part';

const depthSchema = z.union([z.literal(8), z.literal(16), z.literal(32)]);

/** What a file turned out to be; every figure is of the oriented first page without alpha. */
export const inspectedFileSchema = z.object({
  format: z.enum(['png', 'jpeg', 'tiff', 'gif', 'bmp', 'webp']),
  width: z.int(),
  height: z.int(),
  channels: z.int(),
  depth: depthSchema,
  orientation: z.int().min(1).max(8),
  hasAlpha: z.boolean(),
  sha256: z.string(),
  bytes: z.number(),
  modifiedMs: z.number(),
  /** What decoding leaves out, in sentences, e.g. that transparency is dropped. */
  notices: z.array(z.string()),
  pages: z.array(z.object({ width: z.int(), height: z.int(), channels: z.int(), depth: depthSchema })).min(1),
  pixelSize: pixelSizeSchema.nullable(),
  /** Of the channels of a page; empty where the file names none. */
  channelNames: z.array(z.string()),
});
export type InspectedFile = z.infer<typeof inspectedFileSchema>;

export const deviceSchema = z.object({ line: z.string(), notes: z.array(z.string()) });
export type DeviceFacts = z.infer<typeof deviceSchema>;

/**
 * Requests that main makes of the engine. A further one is a row here, or in an area's `engine-<area>.ts`, and a handler
 * of the same name in `src/engine/handlers`; queueing, cancelling, restarts and re-sending come with the row.
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
    z.object({
      path: z.string(),
      sha256: z.string(),
      maxSidePx: z.int(),
      cacheFolder: z.string(),
      /** Without it the first page, as the file has it. */
      part: shownPartSchema.optional(),
    }),
    z.object({ path: z.string() }),
  ),
  ...engineImages,
  ...engineDisplay,
  ...engineValues,
  ...engineSample,
  ...engineRelink,
  ...engineTraining,
  ...engineWeights,
  ...engineInspectRequests,
  ...engineExportRequests,
};
export type EngineProtocol = typeof engineProtocol;
export type EngineRequestName = keyof EngineProtocol;
export type EngineInput<Name extends EngineRequestName> = Inputs<EngineProtocol>[Name];
export type EngineParsedInput<Name extends EngineRequestName> = ParsedInputs<EngineProtocol>[Name];
export type EngineOutput<Name extends EngineRequestName> = Outputs<EngineProtocol>[Name];
/** What a request says of itself while it goes on; `never` where its row has no `progress`. */
export type EngineProgress<Name extends EngineRequestName> = EngineProtocol[Name] extends {
  progress: infer Progress extends z.ZodType;
}
  ? z.output<Progress>
  : never;

const inputParsers: InputParsers<ParsedInputs<EngineProtocol>> = engineProtocol;
const outputParsers: OutputParsers<Outputs<EngineProtocol>> = engineProtocol;
const progressParsers: {
  readonly [Name in EngineRequestName]: {
    input: unknown;
    progress?: { safeParse(value: unknown): { data?: EngineProgress<Name> | undefined } };
  };
} = engineProtocol;

export function parseEngineInput<Name extends EngineRequestName>(name: Name, value: unknown): EngineParsedInput<Name> {
  return inputParsers[name].input.parse(value);
}

export function parseEngineOutput<Name extends EngineRequestName>(name: Name, value: unknown): EngineOutput<Name> {
  return outputParsers[name].output.parse(value);
}

/** Null where the request's row has no `progress`, or the value does not fit it. */
export function parseEngineProgress<Name extends EngineRequestName>(
  name: Name,
  value: unknown,
): EngineProgress<Name> | null {
  return progressParsers[name].progress?.safeParse(value).data ?? null;
}

/** Main to engine. */
export type ToEngine =
  | { type: 'request'; id: number; name: EngineRequestName; input: unknown }
  | { type: 'cancel'; id: number }
  | { type: 'ping'; count: number };

/** Engine to main. `progress` comes any number of times before its reply; `failed` is the last word before it ends. */
export type FromEngine =
  | { type: 'reply'; id: number; reply: Reply<unknown> }
  | { type: 'progress'; id: number; value: unknown }
  | { type: 'pong'; count: number }
  | { type: 'failed'; sentence: string };
