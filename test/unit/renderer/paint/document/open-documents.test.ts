import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../../../../src/shared/contract/define';
import type { ImageRow } from '../../../../../src/shared/contract/images';
import { labelRequests } from '../../../../../src/shared/contract/labels';
import { type ImageId, imageIdSchema, projectIdSchema } from '../../../../../src/shared/ids';
import { asProblem } from '../../../../../src/shared/problem';
import { MadeMain, same } from './made-main';

const SIDE = 64;
const rules = (label: number) => ({ label, locked: null, name: 'Brush' });
const brush = { shape: 'square' as const, radius: 4 };

/** Main of each image; requests of the page find theirs by the id. */
let mains: Map<ImageId, MadeMain>;
let told: string[][];
let closed: number;
let hear: Map<string, (payload: unknown) => void>;
let page: EventTarget;

beforeEach(() => {
  vi.resetModules();
  mains = new Map();
  told = [];
  closed = 0;
  hear = new Map();
  page = new EventTarget();
  vi.stubGlobal('window', {
    innerWidth: 1440,
    maskwright: { request, on: (name: string, listener: (payload: unknown) => void) => hear.set(name, listener) },
    addEventListener: page.addEventListener.bind(page),
    close: () => closed++,
  });
});

afterEach(() => vi.unstubAllGlobals());

/** What main answers to labels' requests; null to all others. */
async function request(name: string, input: unknown): Promise<Reply<unknown>> {
  try {
    return { ok: true, value: await answer(name, input) };
  } catch (error) {
    return { ok: false, problem: asProblem(error).toJSON() };
  }
}

async function answer(name: string, input: unknown): Promise<unknown> {
  switch (name) {
    case 'labels.tellUnsaved':
      told.push(labelRequests[name].input.parse(input).names);
      return null;
    case 'labels.open':
      return mains.get(labelRequests[name].input.parse(input).id)?.client.open();
    case 'labels.tiles': {
      const { id, at } = labelRequests[name].input.parse(input);
      return mains.get(id)?.client.tiles(at);
    }
    case 'labels.commit': {
      const { id, ...edit } = labelRequests[name].input.parse(input);
      return mains.get(id)?.client.commit(edit);
    }
    default:
      return null;
  }
}

function row(number: number): ImageRow {
  const id = imageIdSchema.parse(number.toString(16).padStart(16, '0'));
  if (!mains.has(id)) mains.set(id, new MadeMain(SIDE, SIDE));
  return {
    id,
    name: `${number}.png`,
    width: SIDE,
    height: SIDE,
    channels: 1,
    depth: 8,
    format: 'png',
    bytes: 1,
    status: 'to-do',
    strokes: 0,
    activeMs: 0,
    split: null,
    paintedPixels: 0,
    isSplitLocked: false,
    fileState: 'present',
    pixelSize: null,
    thumbnail: '',
    view: '',
  };
}

/** The modules of a page that has just been loaded, with a project open. */
async function loaded() {
  const { useApp } = await import('../../../../../src/renderer/app/app-state');
  const images = await import('../../../../../src/renderer/images/images-state');
  const { followSelection } = await import('../../../../../src/renderer/app/current-image');
  const documents = await import('../../../../../src/renderer/paint/document/open-documents');
  const { useNotices } = await import('../../../../../src/renderer/app/notices');
  followSelection();
  documents.followDocuments();
  const openProject = (folder: string): void => {
    const facts = {
      id: projectIdSchema.parse('6f1b6d3e-7a0e-4c55-9a2b-0d8a6f1c2e33'),
      folder,
      name: folder,
      isReadOnly: false,
      unpainted: 'void' as const,
      inputChannels: 1,
      notices: [],
    };
    useApp.setState({ project: { status: 'open', project: facts } });
  };
  const show = (image: ImageRow): ReturnType<typeof documents.currentDocument> => {
    const selection = { ids: new Set([image.id]), active: 0, anchor: 0 };
    images.useImages.setState({ pages: new Map([[0, [image]]]), selection });
    return documents.currentDocument();
  };
  openProject('/cells');
  return { ...documents, show, openProject, notice: () => useNotices.getState().notice };
}

function dab(document: ReturnType<Awaited<ReturnType<typeof loaded>>['show']>, at: number, label: number): void {
  const stroke = document?.beginStroke(rules(label));
  stroke?.segment(brush, { x: at, y: at }, { x: at, y: at });
  stroke?.finish();
}

function mainOf({ id }: ImageRow): MadeMain {
  const main = mains.get(id);
  if (main === undefined) throw new Error('no such image');
  return main;
}

const settle = async (...rows: ImageRow[]): Promise<void> => {
  for (const each of [...rows, ...rows]) await mainOf(each).answerAll();
};

describe('the documents of a window', () => {
  it('are one for an image, whoever asks', async () => {
    const page = await loaded();
    expect(page.show(row(1))).toBe(page.show(row(1)));
    expect(page.show(row(1))).not.toBe(page.show(row(2)));
  });

  it('finish a wet stroke on its own image when another comes in hand', async () => {
    const page = await loaded();
    const [a, b] = [row(1), row(2)];
    const first = page.show(a);
    await settle(a);
    const stroke = first?.beginStroke(rules(1));
    stroke?.segment(brush, { x: 20, y: 20 }, { x: 20, y: 20 });
    page.show(b);
    stroke?.segment(brush, { x: 40, y: 40 }, { x: 40, y: 40 });
    await settle(a, b);
    expect(mainOf(a).labels[20 * SIDE + 20]).toBe(1);
    expect(mainOf(a).labels[40 * SIDE + 40]).toBe(0);
    expect(mainOf(b).labels.every((label) => label === 0)).toBe(true);
  });

  it('are kept while strokes are not saved, however many images are shown meanwhile', async () => {
    const page = await loaded();
    const a = row(1);
    const first = page.show(a);
    await settle(a);
    mainOf(a).decide('refused');
    dab(first, 20, 1);
    await settle(a);
    for (let number = 2; number < 8; number++) page.show(row(number));
    expect(page.show(a)).toBe(first);
    expect(told).toEqual([['1.png']]);
    first?.retry();
    await settle(a);
    expect(told).toEqual([['1.png'], []]);
    expect(mainOf(a).labels[20 * SIDE + 20]).toBe(1);
  });

  it('warn by name when an image with unsaved strokes is left', async () => {
    const page = await loaded();
    const a = row(1);
    const first = page.show(a);
    await settle(a);
    mainOf(a).decide('refused');
    dab(first, 20, 1);
    await settle(a);
    page.show(row(2));
    expect(page.notice()).toMatchObject({ problem: { message: expect.stringContaining('1.png') } });
  });

  it('save again by themselves what failed on another image once saving works', async () => {
    const page = await loaded();
    const [a, b] = [row(1), row(2)];
    const first = page.show(a);
    const second = page.show(b);
    await settle(a, b);
    mainOf(a).decide('refused');
    mainOf(b).decide('refused');
    dab(first, 20, 1);
    dab(second, 20, 1);
    await settle(a, b);
    second?.retry();
    await settle(a, b);
    expect(mainOf(a).labels[20 * SIDE + 20]).toBe(1);
  });

  it('send nothing to another project, and save when their own is open again', async () => {
    const page = await loaded();
    const a = row(1);
    const first = page.show(a);
    await settle(a);
    mainOf(a).decide('refused');
    dab(first, 20, 1);
    await settle(a);
    page.openProject('/copy of cells');
    first?.retry();
    await settle(a);
    expect(mainOf(a).commits).toBe(0);
    expect(page.show(a)).not.toBe(first);
    page.openProject('/cells');
    await settle(a);
    await settle(a);
    expect(page.show(a)).toBe(first);
    expect(mainOf(a).labels[20 * SIDE + 20]).toBe(1);
  });

  it('show what another act changed', async () => {
    const page = await loaded();
    const a = row(1);
    const first = page.show(a);
    await settle(a);
    const changed = new Uint8Array(SIDE * SIDE).fill(2);
    mainOf(a).change(changed);
    const tell = hear.get('labels.changed');
    tell?.({ ids: [a.id] });
    await settle(a);
    expect(first?.labelAt(5, 5)).toBe(2);
    expect(same(mainOf(a).labels, changed)).toBe(true);
  });
});

describe('closing the window', () => {
  const close = (): Event => {
    const event = new Event('beforeunload', { cancelable: true });
    page.dispatchEvent(event);
    return event;
  };

  it('is not held where everything is saved', async () => {
    const { show } = await loaded();
    const a = row(1);
    show(a);
    await settle(a);
    expect(close().defaultPrevented).toBe(false);
  });

  it('waits for a stroke that is still wet, and then goes on by itself', async () => {
    const { show } = await loaded();
    const a = row(1);
    const document = show(a);
    await settle(a);
    document?.beginStroke(rules(1))?.segment(brush, { x: 20, y: 20 }, { x: 20, y: 20 });
    expect(close().defaultPrevented).toBe(true);
    expect(closed).toBe(0);
    await settle(a);
    expect(mainOf(a).labels[20 * SIDE + 20]).toBe(1);
    expect(closed).toBe(1);
  });

  it('is held where saving failed, for the person to decide', async () => {
    const { show } = await loaded();
    const a = row(1);
    const document = show(a);
    await settle(a);
    mainOf(a).decide('refused', 'refused');
    dab(document, 20, 1);
    await settle(a);
    expect(close().defaultPrevented).toBe(true);
    await settle(a);
    expect(closed).toBe(0);
  });
});
