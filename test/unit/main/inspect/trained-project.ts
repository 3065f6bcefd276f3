import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeGreyPng } from '../../../../src/engine/formats/png';
import { inspectFile } from '../../../../src/engine/images/decode';
import { runTraining } from '../../../../src/engine/training/run';
import { answer } from '../../../../src/engine/worker-handlers';
import type { EngineSupervisor } from '../../../../src/main/engines/supervisor';
import type { InspectParts } from '../../../../src/main/inspect/subjects';
import { createProject } from '../../../../src/main/store/open-project';
import type { ProjectStore } from '../../../../src/main/store/project-store';
import type { RunRecord } from '../../../../src/main/store/records';
import { type EngineRequestName, parseEngineProgress } from '../../../../src/shared/contract/engine-protocol';
import type { ImageId } from '../../../../src/shared/ids';
import { imagesOfFile } from '../../../../src/shared/images/file-images';
import { fromLabelMap, tilePosition } from '../../../../src/shared/labels/tile-map';
import { smallConfig, thinLines } from '../../engine/training/made-run';
import { blank, SETTINGS } from '../store/made-project';

export interface TrainedProject {
  store: ProjectStore;
  folder: string;
  images: ImageId[];
  paths: string[];
  run: RunRecord;
  /** What was labelled wrongly. */
  places: Rectangle[];
  remove(): Promise<void>;
}

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Options {
  steps?: number;
  /** So many squares of an image, each in the midst of class 1, are labelled as class 2 on purpose. */
  planted?: { image: number; count: number; sidePx: number };
}

/** A project of three small images with labels, the last two for validation, and a run trained on them for a moment. */
export async function trainedProject({ steps = 30, planted }: Options = {}): Promise<TrainedProject> {
  const root = await mkdtemp(join(tmpdir(), 'maskwright-trained-'));
  const folder = join(root, 'project');
  const store = createProject(folder, SETTINGS);
  const pictures = [thinLines(1, 61, 43), thinLines(2, 300, 70), thinLines(3, 50, 70)];
  const images: ImageId[] = [];
  const paths: string[] = [];
  const places: Rectangle[] = [];
  await mkdir(join(folder, 'pictures'));
  for (const [index, { width, height, pixels, labels }] of pictures.entries()) {
    const path = join(folder, 'pictures', `picture-${index}.png`);
    await writeFile(path, encodeGreyPng(width, height, pixels));
    const { header, ...file } = await inspectFile(path);
    const { added } = store.images.add(imagesOfFile({ ...header, ...file }, path, `picture-${index}.png`, 'first'));
    if (planted?.image === index) places.push(...plant(labels, width, planted));
    const { tiles } = fromLabelMap({ width, height, data: labels });
    const edits = [...tiles].map(([key, after]) => ({ ...tilePosition(width, key), before: blank(), after }));
    store.labels.commit(added[0].id, edits, 'stroke');
    images.push(added[0].id);
    paths.push(path);
  }
  const config = smallConfig({ length: { unit: 'steps', count: steps } }, 'edge:strength=2');
  const { id } = store.runs.create(config, { training: images.slice(0, 1), validation: images.slice(1) });
  const run = store.runs.get(id);
  await runTraining({
    runFolder: run.folder,
    cacheFolder: join(folder, 'cache'),
    vendorFolder: join(folder, 'vendor'),
    signal: new AbortController().signal,
    onEvent: (event) => {
      store.runs.record(id, [event]);
    },
  });
  const remove = async (): Promise<void> => {
    store.project.close();
    await rm(root, { recursive: true, force: true });
  };
  return { store, folder, images, paths, run: store.runs.get(id), places, remove };
}

/** Squares that lie in class 1 with a margin, labelled as class 2. */
function plant(labels: Uint8Array, stride: number, { count, sidePx }: { count: number; sidePx: number }): Rectangle[] {
  const found: Rectangle[] = [];
  const isFree = (x: number, y: number, side: number): boolean => {
    for (let row = y; row < y + side; row++) {
      if (labels.subarray(row * stride + x, row * stride + x + side).some((label) => label !== 1)) return false;
    }
    return true;
  };
  const height = labels.length / stride;
  for (let y = 0; y + sidePx + 4 <= height; y++) {
    for (let x = 0; x + sidePx + 4 <= stride && found.length < count; x++) {
      if (!isFree(x, y, sidePx + 4)) continue;
      found.push({ x: x + 2, y: y + 2, width: sidePx, height: sidePx });
      for (let row = y + 2; row < y + 2 + sidePx; row++) {
        labels.fill(2, row * stride + x + 2, row * stride + x + 2 + sidePx);
      }
    }
  }
  return found;
}

/** The engine's own handlers in this process; `asked` lists what they were asked for. */
export function engineHere(asked: EngineRequestName[] = []): Pick<EngineSupervisor, 'call'> {
  return {
    call: async (name, input, { signal, onProgress } = {}) => {
      asked.push(name);
      return answer(name, input, signal ?? new AbortController().signal, (value) => {
        const progress = parseEngineProgress(name, value);
        if (progress !== null) onProgress?.(progress);
      });
    },
  };
}

/** The store as main sees it: every answer is a promise. */
export function remoteStore({ images, labels, runs, judgements }: ProjectStore): InspectParts['store'] {
  return {
    images: { get: async (id) => images.get(id), list: async (filter) => images.list(filter) },
    labels: { open: async (id) => labels.open(id), tilesNow: async (id, at) => labels.tilesNow(id, at) },
    runs: { get: async (ref) => runs.get(ref), list: async (limit) => runs.list(limit) },
    judgements: {
      add: async (judgement) => judgements.add(judgement),
      remove: async (id) => judgements.remove(id),
      list: async () => judgements.list(),
    },
  };
}
