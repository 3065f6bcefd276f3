import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useApp } from '../../../../../src/renderer/app/app-state';
import { followSelection } from '../../../../../src/renderer/app/current-image';
import { useImages } from '../../../../../src/renderer/images/images-state';
import { followDocument, followLabels } from '../../../../../src/renderer/paint/document/follow-document';
import { currentDocument, followDocuments } from '../../../../../src/renderer/paint/document/open-documents';
import type { ImageRow } from '../../../../../src/shared/contract/images';
import { MadeClient } from '../../made/client';
import { imageRow, onlyImage } from '../../made/image-row';
import { openProject } from '../../made/open-project';

let revision: number;

const { asked, maskwright } = new MadeClient((name) => {
  const state = { revision, painted: [], canUndo: revision > 0, canRedo: false };
  return name === 'labels.open' ? { ...state, width: 8, height: 8, tiles: [], lockedReason: null } : state;
});
vi.stubGlobal('window', { maskwright, addEventListener: () => undefined });
followSelection();
followDocuments();

beforeEach(() => {
  asked.length = 0;
  revision = 0;
  useApp.setState({ project: { status: 'none' } });
  useApp.setState({ project: { status: 'open', project: openProject } });
});

describe('following the labels in hand', () => {
  it('goes over to those of the next image', async () => {
    show(imageRow('a'));
    const before = currentDocument();
    await before?.whenSaved();
    let heard = 0;
    const end = followDocument(() => heard++);
    show(imageRow('b'));
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
    show(imageRow('c'));
    await currentDocument()?.whenSaved();
    let heard = 0;
    const end = followLabels(() => heard++);
    revision = 1;
    paint();
    await currentDocument()?.whenSaved();
    expect(heard).toBe(1);
    revision = 0;
    show(imageRow('d'));
    await currentDocument()?.whenSaved();
    expect(heard).toBe(1);
    end();
  });
});

describe('the labels of an image', () => {
  it('are read again when its file came back', async () => {
    show(imageRow('e', { fileState: 'missing' }));
    await currentDocument()?.whenSaved();
    show(imageRow('e', { fileState: 'missing' }));
    expect(asked).toEqual(['labels.open']);
    show(imageRow('e'));
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
  useImages.setState(onlyImage(image));
}
