import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImageRow } from '../../../../../src/shared/contract/images';
import { labelRequests } from '../../../../../src/shared/contract/labels';
import type { ImageId } from '../../../../../src/shared/ids';
import { floodFillSteps } from '../../../../../src/shared/labels/flood-fill';
import { labelAt } from '../../../../../src/shared/labels/tile-map';
import { tileOfRuns } from '../../../../../src/shared/labels/tile-runs';
import { MadeClient } from '../../made/client';
import { imageRow, onlyImage } from '../../made/image-row';
import { openProject } from '../../made/open-project';
import { MadeMain, same } from './made-main';

const SIDE = 64;
const rules = (label: number) => ({ label, locked: null, name: 'Brush' });
const brush = { shape: 'square' as const, radius: 4 };

/** Main of each image; requests of the page find theirs by the id. */
let mains: Map<ImageId, MadeMain>;
let told: string[][];
/** Images whose labels the page began to read. */
let read: ImageId[];
let closed: number;
let client: MadeClient;
let page: EventTarget;

beforeEach(() => {
  vi.resetModules();
  mains = new Map();
  told = [];
  read = [];
  closed = 0;
  client = new MadeClient(answer);
  page = new EventTarget();
  vi.stubGlobal('window', {
    innerWidth: 1440,
    maskwright: client.maskwright,
    addEventListener: page.addEventListener.bind(page),
    close: () => closed++,
  });
});

afterEach(() => vi.unstubAllGlobals());

/** What main answers to labels' requests; null to all others. */
async function answer(name: string, input: unknown): Promise<unknown> {
  switch (name) {
    case 'labels.tellUnsaved':
      told.push(labelRequests[name].input.parse(input).names);
      return null;
    case 'labels.open': {
      const { id } = labelRequests[name].input.parse(input);
      read.push(id);
      return mains.get(id)?.client.open();
    }
    case 'labels.tiles': {
      const { id, at } = labelRequests[name].input.parse(input);
      return mains.get(id)?.client.tiles(at);
    }
    case 'labels.commit': {
      const { id, tiles, ...edit } = labelRequests[name].input.parse(input);
      const sent = tiles.map(({ after, ...at }) => ({ ...at, after: tileOfRuns(after) }));
      return mains.get(id)?.client.commit({ ...edit, tiles: sent });
    }
    case 'labels.undo':
      return mains.get(labelRequests[name].input.parse(input).id)?.client.undo();
    default:
      return null;
  }
}

function row(number: number): ImageRow {
  const image = imageRow(String(number), { width: SIDE, height: SIDE });
  if (!mains.has(image.id)) mains.set(image.id, new MadeMain(SIDE, SIDE));
  return image;
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
  const openAt = (folder: string): void => {
    useApp.setState({ project: { status: 'open', project: { ...openProject, folder, name: folder } } });
  };
  const show = (image: ImageRow): ReturnType<typeof documents.currentDocument> => {
    images.useImages.setState(onlyImage(image));
    return documents.currentDocument();
  };
  openAt('/cells');
  return { ...documents, show, openProject: openAt, notice: () => useNotices.getState().notice };
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

  it('do an undo that was asked for, however many images are shown meanwhile', async () => {
    const page = await loaded();
    const a = row(1);
    const first = page.show(a);
    await settle(a);
    dab(first, 20, 1);
    const undone = first?.undo();
    for (let number = 2; number < 8; number++) page.show(row(number));
    await settle(a);
    expect((await undone)?.entry.label).toBe('Brush');
    expect(mainOf(a).commits).toBe(1);
    expect(mainOf(a).labels[20 * SIDE + 20]).toBe(0);
  });

  it('do a fill that waits for the labels, however many images are shown meanwhile', async () => {
    const page = await loaded();
    const a = row(1);
    const filled = page.show(a)?.fill(20, 20, rules(1));
    for (let number = 2; number < 8; number++) page.show(row(number));
    await settle(a);
    await filled;
    await settle(a);
    expect(mainOf(a).labels.every((label) => label === 1)).toBe(true);
  });

  it('save what a slow tool paints on them after they were left', async () => {
    const page = await loaded();
    const a = row(1);
    const first = page.show(a);
    await settle(a);
    for (let number = 2; number < 8; number++) page.show(row(number));
    dab(first, 20, 1);
    await settle(a);
    expect(mainOf(a).labels[20 * SIDE + 20]).toBe(1);
  });

  it('are read before their images are shown, and those in hand stay', async () => {
    const page = await loaded();
    const [a, before, next] = [row(1), row(2), row(3)];
    const first = page.show(a);
    await settle(a);
    page.openAhead([next, before]);
    await settle(before, next);
    expect(read).toEqual([a.id, next.id, before.id]);
    expect(page.show(next)?.state.loading).toBeNull();
    expect(page.show(a)).toBe(first);
    expect(read).toHaveLength(3);
  });

  it('of a large image are not read before it is shown', async () => {
    const page = await loaded();
    page.show(row(1));
    const large = { ...row(2), width: 12_000, height: 9_000 };
    page.openAhead([large]);
    await settle(large);
    expect(read).toEqual([row(1).id]);
  });

  it('stay while their image is in hand, however large it and those that are read beside it are', async () => {
    const page = await loaded();
    const huge = { width: 15_000, height: 12_000 };
    const [a, other] = [
      { ...row(1), ...huge },
      { ...row(2), ...huge },
    ];
    const first = page.show(a);
    page.labelsOf(other).catch(() => undefined);
    expect(page.currentDocument()).toBe(first);
  });

  it('are read to the end for one who waits for them, however large those in hand are', async () => {
    const page = await loaded();
    const huge = { width: 15_000, height: 12_000 };
    const [a, other, next] = [row(1), row(2), row(3)];
    page.show({ ...a, ...huge });
    mainOf(other).change(new Uint8Array(SIDE * SIDE).fill(2));
    const map = page.labelsOf({ ...other, ...huge });
    page.currentDocument();
    page.openAhead([next]);
    await settle(other);
    expect(labelAt(await map, 5, 5)).toBe(2);
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
    client.send('labels.changed', { ids: [a.id] });
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

  it('waits for work on the labels that takes longer than a frame', async () => {
    const { show } = await loaded();
    const a = row(1);
    const document = show(a);
    await settle(a);
    const worked = document?.work({
      name: 'Fill',
      kind: 'fill',
      locked: null,
      *steps(map) {
        const until = performance.now() + 30;
        while (performance.now() < until) yield;
        return yield* floodFillSteps(map, 20, 20, 1, null);
      },
    });
    expect(close().defaultPrevented).toBe(true);
    await worked;
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
