import type { ImageRow } from '../../../shared/contract/images';
import type { Point } from '../../../shared/labels/brush';
import type { PixelWindow } from '../../../shared/labels/spans';
import { KernelClient } from './kernel-client';
import type { PatchKey, PixelKernels } from './kernel-requests';
import { patchSource } from './patch-source';
import { patchWindow } from './patch-window';

const client = new KernelClient();

interface HeldPatch {
  key: PatchKey;
  view: string;
  window: PixelWindow;
  generation: number;
  ready: Promise<true>;
}

/** That of the image in hand, and the one before. */
const HELD = 2;
let held: HeldPatch[] = [];
let nextKey = 0;

/** The kernels over an image's picture. */
export function kernelsOf(image: ImageRow): PixelKernels {
  return {
    patch: (at) => patchAround(image, at),
    wand: (input) => client.ask({ name: 'wand', input }, ({ name, output }) => (name === 'wand' ? output : undefined)),
    wire: (input) => client.ask({ name: 'wire', input }, ({ name, output }) => (name === 'wire' ? output : undefined)),
    stamp: (input) =>
      client.ask({ name: 'stamp', input }, ({ name, output }) => (name === 'stamp' ? output : undefined)),
    superpixels: (input) =>
      client.ask({ name: 'superpixels', input }, ({ name, output }) => (name === 'superpixels' ? output : undefined)),
  };
}

async function patchAround(image: ImageRow, at: Point): Promise<PatchKey> {
  const window = patchWindow(image, at);
  const { generation } = client;
  const known = held.find(
    (each) => each.view === image.view && each.generation === generation && isSameWindow(each.window, window),
  );
  const patch = known ?? begin(image, window);
  held = [...held.filter((each) => each !== patch), patch].slice(-HELD);
  try {
    await patch.ready;
  } catch (error) {
    held = held.filter((each) => each !== patch);
    throw error;
  }
  return patch.key;
}

function begin(image: ImageRow, window: PixelWindow): HeldPatch {
  const key = String(nextKey++);
  const request = { name: 'hold' as const, input: { key, window, source: patchSource(image, window) } };
  const ready = client.ask(request, ({ name }) => (name === 'hold' ? true : undefined));
  return { key, view: image.view, window, generation: client.generation, ready };
}

function isSameWindow(a: PixelWindow, b: PixelWindow): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
