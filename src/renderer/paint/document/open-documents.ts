import { useMemo } from 'react';
import { create } from 'zustand';
import type { ImageRow } from '../../../shared/contract/images';
import type { TileMap } from '../../../shared/labels/tile-map';
import { Problem } from '../../../shared/problem';
import { openProject, useApp, useOpenProject } from '../../app/app-state';
import { act, ask } from '../../app/client';
import { currentImage, onCurrentImage, useCurrentImage } from '../../app/current-image';
import { useNotices } from '../../app/notices';
import { useView } from '../../canvas/view-state';
import { LabelDocument } from './label-document';
import { labelClient } from './project-labels';

/**
 * Documents that are kept beside those with unsaved edits, so that the image before and the next one are shown at once:
 * at most so many, and of so many pixels, but always the one in hand.
 */
const KEPT = 3;
const KEPT_PIXELS = 220_000_000;
/** The labels of larger images are not opened before they are shown. */
const AHEAD_PIXELS = 40_000_000;

interface OpenDocument {
  /** The project's folder. */
  folder: string;
  document: LabelDocument;
  fileState: ImageRow['fileState'];
  /** How many wait for its labels, whatever image is in hand. */
  readers: number;
  /** Nobody looks at it any more: what is still loading is not needed. */
  drop(): void;
}

/** By folder and image, the one shown last at the end. */
const open = new Map<string, OpenDocument>();

/** The labels of the image in hand, on every screen the same ones; null while there is no image. */
export function useDocument(): LabelDocument | null {
  const image = useCurrentImage();
  const folder = useOpenProject()?.folder;
  return useMemo(() => (image === null || folder === undefined ? null : documentOf(image, folder)), [image, folder]);
}

/** Begins to read the labels of images that may be shown next; those of the image in hand stay the last to be dropped. */
export function openAhead(images: readonly ImageRow[]): void {
  const folder = openProject()?.folder;
  if (folder === undefined) return;
  for (const image of images) if (image.width * image.height <= AHEAD_PIXELS) documentOf(image, folder);
  currentDocument();
}

/** The labels of another image of the project, what is not saved yet included. @throws Problem where they can not be read */
export async function labelsOf(image: ImageRow): Promise<TileMap> {
  const folder = openProject()?.folder;
  if (folder === undefined)
    throw new Problem('labels-without-project', 'No project is open to read labels of.', 'Open one.');
  const opened = openedOf(image, folder);
  opened.readers++;
  try {
    const map = await opened.document.loaded();
    const { openProblem } = opened.document.state;
    if (openProblem !== null) throw Problem.fromData(openProblem);
    return map;
  } finally {
    opened.readers--;
    dropOld();
  }
}

export function currentDocument(): LabelDocument | null {
  const image = currentImage();
  const folder = openProject()?.folder;
  return image === null || folder === undefined ? null : documentOf(image, folder);
}

/** Opens an image's labels, or gives those that are open. */
function documentOf(image: ImageRow, folder: string): LabelDocument {
  return openedOf(image, folder).document;
}

function openedOf(image: ImageRow, folder: string): OpenDocument {
  const key = `${folder}\n${image.id}`;
  const known = open.get(key);
  if (known !== undefined) {
    open.delete(key);
    open.set(key, known);
    return known;
  }
  // A document begins to load while it is made.
  let isDropped = false;
  const opened: OpenDocument = {
    folder,
    document: new LabelDocument(
      { ...image, isPaintable: isPaintable(image) },
      labelClient(image, folder, () => isDropped),
      center,
    ),
    fileState: image.fileState,
    readers: 0,
    drop: () => {
      isDropped = true;
    },
  };
  open.set(key, opened);
  opened.document.subscribe(() => followSaving(opened));
  dropOld();
  return opened;
}

function isPaintable({ fileState }: ImageRow): boolean {
  return openProject()?.isReadOnly === false && (fileState === 'present' || fileState === 'changed');
}

function center(): { x: number; y: number } | null {
  const { view } = useView.getState();
  return view === 'fit' ? null : { x: view.centerX, y: view.centerY };
}

function dropOld(): void {
  const folder = openProject()?.folder;
  const inHand = currentImage()?.id;
  let [kept, pixels] = [0, 0];
  for (const [key, each] of [...open].reverse()) {
    const { id, width, height, hasUnsaved } = each.document;
    const isElsewhere = each.folder !== folder;
    if (!isElsewhere) pixels += width * height;
    // The one that was asked for just now is needed as well, whoever asked.
    const isNeeded = id === inHand || each.readers > 0 || kept === 0;
    if (!isElsewhere && (isNeeded || (kept < KEPT && pixels <= KEPT_PIXELS))) kept++;
    else if (!hasUnsaved) {
      each.drop();
      open.delete(key);
    }
  }
}

/** Names of images with strokes that could not be saved, in whatever project; the image in hand may be another one. */
export const useUnsaved = create<{ names: readonly string[] }>()(() => ({ names: [] }));

/** Main knows by name what closing the window would lose; what can be saved again shows that the rest may be as well. */
function followSaving({ folder, document }: OpenDocument): void {
  const names = failed().map((each) => each.document.name);
  const before = useUnsaved.getState().names;
  if (names.join('\n') !== before.join('\n')) {
    const wasMore = names.length < before.length;
    useUnsaved.setState({ names });
    ask('labels.tellUnsaved', { names }).catch(() => undefined);
    if (wasMore) for (const each of failed()) if (each.folder === folder) each.document.retry();
  }
  if (!document.hasUnsaved) dropOld();
}

function failed(): OpenDocument[] {
  return [...open.values()].filter(({ document }) => document.state.saving.status === 'failed');
}

/** Hears of what happens to labels beside painting, and holds the window until strokes are saved. */
export function followDocuments(): void {
  window.maskwright.on('labels.changed', ({ ids }) => {
    const changed = new Set<string>(ids);
    for (const { folder, document } of open.values()) {
      if (folder === openProject()?.folder && changed.has(document.id)) document.reload();
    }
  });
  onCurrentImage((image, before) => {
    if (before !== null && image?.id !== before.id) leave(before.id);
    if (image !== null) followFile(image);
  });
  useApp.subscribe(({ project }, before) => {
    if (project !== before.project) followProject();
  });
  window.addEventListener('beforeunload', holdUntilSaved);
}

/** A file that came back, or that has another size now, locks or unlocks its labels. */
function followFile({ id, fileState }: ImageRow): void {
  for (const each of open.values()) {
    if (each.folder !== openProject()?.folder || each.document.id !== id || each.fileState === fileState) continue;
    each.fileState = fileState;
    each.document.reload();
  }
}

/** A stroke belongs to the image that it was begun on. */
function leave(id: string): void {
  for (const { document } of open.values()) {
    if (document.id !== id) continue;
    document.finishStroke();
    if (document.state.saving.status === 'failed') warn(document.name, 'Go back to it and save them again');
  }
}

function followProject(): void {
  const folder = openProject()?.folder;
  for (const each of open.values()) {
    if (each.folder !== folder) each.document.finishStroke();
    else if (each.document.hasUnsaved) {
      each.document.retry();
      each.document.reload();
    }
  }
  const elsewhere = failed().find((each) => each.folder !== folder);
  if (elsewhere !== undefined && folder !== undefined)
    warn(elsewhere.document.name, 'Open its project again to save them');
  dropOld();
}

function warn(name: string, hint: string): void {
  const sentence = `The last strokes on ${name} are not saved.`;
  const problem = new Problem('strokes-unsaved', sentence, `${hint}; they are kept while this window is open.`);
  useNotices.getState().showProblem(problem.toJSON());
}

/** Once no stroke is on its way any more, on whatever image; false where some could not be saved. */
export async function strokesSaved(): Promise<boolean> {
  const saved = await Promise.all([...open.values()].map(({ document }) => document.whenSaved()));
  return saved.every(Boolean);
}

/** Where strokes are only on their way the window closes by itself once they are saved; else main asks the person. */
function holdUntilSaved(event: BeforeUnloadEvent): void {
  for (const { document } of open.values()) document.finishStroke();
  if ([...open.values()].every(({ document }) => !document.hasUnsaved)) return;
  event.preventDefault();
  if (failed().length > 0) return;
  act(async () => {
    if (await strokesSaved()) window.close();
  });
}
