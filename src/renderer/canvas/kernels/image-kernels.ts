import type { ImageRow } from '../../../shared/contract/images';
import { KernelClient } from './kernel-client';
import type { PatchKey, PixelKernels } from './kernel-requests';
import { patchSource } from './patch-source';
import { overviewWindow, patchWindow, type ReadWindow } from './patch-window';

const client = new KernelClient();

interface HeldPatch {
  key: PatchKey;
  view: string;
  read: ReadWindow;
  generation: number;
  ready: Promise<true>;
}

/** That of the image in hand, and the one before. */
const HELD = 2;
let patches: HeldPatch[] = [];
let nextKey = 0;

/** The kernels over an image's picture. */
export function kernelsOf(image: ImageRow): PixelKernels {
  return {
    view: image.view,
    patch: (at) => held(image, { window: patchWindow(image, at), scale: 1 }),
    overview: async (window) => {
      const read = overviewWindow(window);
      return { patch: await held(image, read), scale: read.scale };
    },
    wand: (input) => client.ask({ name: 'wand', input }, ({ name, output }) => (name === 'wand' ? output : undefined)),
    wire: (input) => client.ask({ name: 'wire', input }, ({ name, output }) => (name === 'wire' ? output : undefined)),
    stamp: (input) =>
      client.ask({ name: 'stamp', input }, ({ name, output }) => (name === 'stamp' ? output : undefined)),
    superpixels: (input) =>
      client.ask({ name: 'superpixels', input }, ({ name, output }) => (name === 'superpixels' ? output : undefined)),
  };
}

async function held(image: ImageRow, read: ReadWindow): Promise<PatchKey> {
  const { generation } = client;
  const known = patches.find(
    (each) => each.view === image.view && each.generation === generation && isSame(each.read, read),
  );
  const patch = known ?? begin(image, read);
  patches = [...patches.filter((each) => each !== patch), patch].slice(-HELD);
  try {
    await patch.ready;
  } catch (error) {
    patches = patches.filter((each) => each !== patch);
    throw error;
  }
  return patch.key;
}

function begin(image: ImageRow, read: ReadWindow): HeldPatch {
  const key = String(nextKey++);
  const request = { name: 'hold' as const, input: { key, window: read.window, source: patchSource(image, read) } };
  const ready = client.ask(request, ({ name }) => (name === 'hold' ? true : undefined));
  return { key, view: image.view, read, generation: client.generation, ready };
}

function isSame({ window: a, scale }: ReadWindow, { window: b, scale: otherScale }: ReadWindow): boolean {
  return scale === otherScale && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
