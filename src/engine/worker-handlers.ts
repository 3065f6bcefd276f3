import { basename } from 'node:path';
import {
  type EngineOutput,
  type EngineParsedInput,
  type EngineRequestName,
  parseEngineInput,
} from '../shared/contract/engine-protocol';
import { describeDevice } from './device';
import { inspectFile } from './images/decode';
import { listImages } from './images/folders';
import { renditionFile } from './images/rendition';

type Handlers = {
  [Name in EngineRequestName]: (input: EngineParsedInput<Name>, signal: AbortSignal) => Promise<EngineOutput<Name>>;
};

const handlers: Handlers = {
  device: async () => describeDevice(),
  listImages: async ({ paths }) => {
    const listed = await listImages(paths);
    return {
      files: listed.files.map((path) => ({ path, name: listed.names.get(path) ?? basename(path) })),
      ignored: listed.ignored,
      problems: listed.problems.map((problem) => problem.toJSON()),
    };
  },
  inspectFile: async ({ path }) => {
    const { header, ...file } = await inspectFile(path);
    return { ...header, ...file };
  },
  rendition: async ({ path, sha256, maxSidePx, cacheFolder }) => ({
    path: await renditionFile(path, sha256, maxSidePx, cacheFolder),
  }),
};

/** Answers one request of main. @throws Problem for what a person can meet */
export async function answer<Name extends EngineRequestName>(
  name: Name,
  input: unknown,
  signal: AbortSignal,
): Promise<EngineOutput<Name>> {
  signal.throwIfAborted();
  return handlers[name](parseEngineInput(name, input), signal);
}
