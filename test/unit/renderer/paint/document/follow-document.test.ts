import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useApp } from '../../../../../src/renderer/app/app-state';
import { followSelection } from '../../../../../src/renderer/app/current-image';
import { useImages } from '../../../../../src/renderer/images/images-state';
import { followDocument, followLabels } from '../../../../../src/renderer/paint/document/follow-document';
import { currentDocument, followDocuments } from '../../../../../src/renderer/paint/document/open-documents';
import { type ImageRow, imageRowSchema } from '../../../../../src/shared/contract/images';
import { projectIdSchema } from '../../../../../src/shared/ids';

let asked: string[];
let revision: number;

const request = async (name: string) => {
  asked.push(name);
  const state = { revision, painted: [], canUndo: revision > 0, canRedo: false };
  const opened = { ...state, width: 8, height: 8, tiles: [], lockedReason: null };
  return { ok: true, value: name === 'labels.open' ? opened : state };
};
vi.stubGlobal('window', {
  maskwright: { request, on: () => () => undefined },
  addEventListener: () => undefined,
});
followSelection();
followDocuments();

beforeEach(() => {
  asked = [];
  revision = 0;
  useApp.setState({ project: { status: 'none' } });
  useApp.setState({ project: { status: 'open', project: facts } });
});

describe('following the labels in hand', () => {
  it('goes over to those of the next image', async () => {
    show(row('a'));
    const before = currentDocument();
    await before?.whenSaved();
    let heard = 0;
    const end = followDocument(() => heard++);
    show(row('b'));
    expect(heard).toBeGreaterThan(0);
    await currentDocument()?.whenSaved();
    heard = 0;
    before?.reload();
    await before?.whenSaved();
    expect(heard).toBe(0);
    end();
    currentDocument()?.reload();
    expect(heard).toBe(0);
  });

  it('tells of saved strokes, not of another image', async () => {
    show(row('c'));
    await currentDocument()?.whenSaved();
    let heard = 0;
    const end = followLabels(() => heard++);
    revision = 1;
    paint();
    await currentDocument()?.whenSaved();
    expect(heard).toBe(1);
    revision = 0;
    show(row('d'));
    await currentDocument()?.whenSaved();
    expect(heard).toBe(1);
    end();
  });
});

describe('the labels of an image', () => {
  it('are read again when its file came back', async () => {
    show({ ...row('e'), fileState: 'missing' });
    await currentDocument()?.whenSaved();
    show({ ...row('e'), fileState: 'missing' });
    expect(asked).toEqual(['labels.open']);
    show(row('e'));
    expect(asked).toEqual(['labels.open', 'labels.open']);
    await currentDocument()?.whenSaved();
  });
});

function paint(): void {
  const stroke = currentDocument()?.beginStroke({ label: 1, locked: null, name: 'Brush' });
  stroke?.segment({ shape: 'square', radius: 2 }, { x: 4, y: 4 }, { x: 4, y: 4 });
  stroke?.finish();
}

function show(image: ImageRow): void {
  const selection = { ids: new Set([image.id]), active: 0, anchor: 0 };
  useImages.setState({ pages: new Map([[0, [image]]]), selection });
}

function row(digit: string): ImageRow {
  return imageRowSchema.parse({
    id: digit.repeat(16),
    name: `${digit}.png`,
    width: 8,
    height: 8,
    channels: 1,
    depth: 8,
    format: 'png',
    bytes: 1,
    status: 'to-do',
    split: null,
    paintedPixels: 0,
    isSplitLocked: false,
    strokes: 0,
    activeMs: 0,
    fileState: 'present',
    pixelSize: null,
    thumbnail: '',
    view: '',
  });
}

const facts = {
  id: projectIdSchema.parse('00000000-0000-4000-8000-000000000000'),
  folder: '/projects/cells',
  name: 'Cells',
  isReadOnly: false,
  unpainted: 'void' as const,
  inputChannels: 1,
  notices: [],
};
