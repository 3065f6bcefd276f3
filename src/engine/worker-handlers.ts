import { basename } from 'node:path';
import {
  type EngineOutput,
  type EngineParsedInput,
  type EngineProgress,
  type EngineRequestName,
  parseEngineInput,
} from '../shared/contract/engine-protocol';
import { describeDevice } from './device';
import { displayHandlers } from './handlers/display';
import { exportHandlers } from './handlers/export';
import { imageHandlers } from './handlers/images';
import { inspectHandlers } from './handlers/inspect';
import { relinkHandlers } from './handlers/relink';
import { sampleHandlers } from './handlers/sample';
import { trainingHandlers } from './handlers/training';
import { valueHandlers } from './handlers/values';
import { weightHandlers } from './handlers/weights';
import { inspectFile } from './images/decode';
import { listImages } from './images/folders';
import { renditionFile } from './images/rendition';

/** One handler a row of the protocol; `report` tells main how far the work is, where the row has a `progress`. */
export type EngineHandlers<Names extends EngineRequestName = EngineRequestName> = {
  [Name in Names]: (
    input: EngineParsedInput<Name>,
    signal: AbortSignal,
    report: (value: EngineProgress<Name>) => void,
  ) => Promise<EngineOutput<Name>>;
};

const handlers: EngineHandlers = {
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
  rendition: async ({ path, sha256, maxSidePx, cacheFolder, part }) => ({
    path: await renditionFile(path, sha256, maxSidePx, cacheFolder, part),
  }),
  ...imageHandlers,
  ...displayHandlers,
  ...valueHandlers,
  ...sampleHandlers,
  ...relinkHandlers,
  ...trainingHandlers,
  ...weightHandlers,
  ...inspectHandlers,
  ...exportHandlers,
};

/** Answers one request of main. @throws Problem for what a person can meet */
export async function answer<Name extends EngineRequestName>(
  name: Name,
  input: unknown,
  signal: AbortSignal,
  report: (value: unknown) => void,
): Promise<EngineOutput<Name>> {
  signal.throwIfAborted();
  return handlers[name](parseEngineInput(name, input), signal, report);
}
