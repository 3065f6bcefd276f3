import { create } from 'zustand';
import {
  type AddState,
  type FilterCounts,
  type ImageChoice,
  type ImageQuery,
  type ImageRow,
  imageQuerySchema,
  type RelinkState,
  type Statistics,
} from '../../shared/contract/images';
import type { ImageId } from '../../shared/ids';
import { openProject } from '../app/app-state';
import { act, ask } from '../app/client';
import { openPanel } from '../app/frame-state';
import { useNotices } from '../app/notices';
import { addedSentence } from './added-sentence';
import { relinkSentence } from './relink-words';
import { noSelection, type Selection } from './selection';

/** Rows that are asked for at once. */
const PAGE = 100;
/** Rows are kept around what is on the screen; far ones are asked for again. */
const PAGES_KEPT = 40;

interface ImagesState {
  query: ImageQuery;
  counts: FilterCounts | null;
  statistics: Statistics | null;
  pages: ReadonlyMap<number, readonly ImageRow[]>;
  selection: Selection;
  add: AddState;
  relink: RelinkState;
  /** An act on many images that goes on; null while none does. */
  bulk: { words: string; done: number; total: number } | null;
  /** Counts up as a search, a filter or an order is answered: the list shows its active image then. */
  listed: number;
  /** How the screen shows them. */
  view: 'grid' | 'list';
}

/** All images, by their names. */
export const firstQuery: ImageQuery = imageQuerySchema.parse({});

const initial: ImagesState = {
  query: firstQuery,
  counts: null,
  statistics: null,
  pages: new Map(),
  selection: noSelection,
  add: { status: 'idle' },
  relink: { status: 'idle' },
  bulk: null,
  listed: 0,
  view: 'grid',
};

export const useImages = create<ImagesState>()(() => initial);

/** Counts up with every change of the list, so that a late answer to an old question is dropped. */
let generation = 0;
const asked = new Set<number>();

/** Images under the present filter. */
export function totalOf({ counts }: Pick<ImagesState, 'counts'>): number {
  return counts?.total ?? 0;
}

export function rowAt(pages: ImagesState['pages'], index: number): ImageRow | undefined {
  return pages.get(Math.floor(index / PAGE))?.[index % PAGE];
}

/** Where an image stands, among the rows that are held; null where it is not among them. */
export function indexOf(pages: ImagesState['pages'], id: ImageId): number | null {
  for (const [page, rows] of pages) {
    const at = rows.findIndex((row) => row.id === id);
    if (at >= 0) return page * PAGE + at;
  }
  return null;
}

/** Hears of every change from main, whatever screen is shown. */
export function followImages(): void {
  window.maskwright.on('images.changed', () => act(reloadSoon));
  window.maskwright.on('images.addChanged', (add) => {
    useImages.setState({ add });
    if (add.status !== 'ended') return;
    if (add.notAdded.length > 0) openPanel();
    useNotices.getState().showDone(addedSentence(add));
  });
  window.maskwright.on('images.relinkChanged', (relink) => {
    useImages.setState({ relink });
    if (relink.status === 'ended') useNotices.getState().showDone(relinkSentence(relink));
  });
}

/** Another project is shown, or none: nothing of the images before is. */
export function forgetImages(): void {
  generation++;
  asked.clear();
  useImages.setState(({ view }) => ({ ...initial, view }));
}

/** Loads what the project that was opened has. */
export async function showProjectImages(): Promise<void> {
  const folder = openProject()?.folder;
  const [add, relink] = await Promise.all([ask('images.addState', null), ask('images.relinkState', null)]);
  if (openProject()?.folder !== folder) return;
  useImages.setState({ add, relink });
  await reload();
}

/** What is selected stays so in another order; another filter begins without a selection. */
export async function setQuery(part: Partial<ImageQuery>): Promise<void> {
  const isOrder = Object.keys(part).every((key) => key === 'sort' || key === 'isReversed');
  useImages.setState(({ query, selection }) => ({
    query: { ...query, ...part },
    selection: isOrder ? { ...noSelection, ids: selection.ids } : noSelection,
  }));
  await reload();
  await followSelected();
  useImages.setState(({ listed }) => ({ listed: listed + 1 }));
}

/** The one selected image stands elsewhere in another order, perhaps far from the rows that are held. */
async function followSelected(): Promise<void> {
  const { query, selection } = useImages.getState();
  const [id] = selection.ids;
  if (id === undefined || selection.ids.size > 1) return;
  const { place } = await ask('images.placeOf', { query, id });
  if (place === null || useImages.getState().selection !== selection) return;
  useImages.setState({ selection: { ...selection, active: place, anchor: place } });
}

/** Takes every filter away; the order stays. */
export async function showAll(): Promise<void> {
  const { sort, isReversed } = useImages.getState().query;
  await setQuery({ ...firstQuery, sort, isReversed });
}

let isReloading = false;
let isBehind = false;

/**
 * Reloads after a change by main; changes while it runs are one more reload. It rests three times as long as it took,
 * so that adding a hundred thousand images is not slowed by showing them.
 */
async function reloadSoon(): Promise<void> {
  isBehind = true;
  // An act in parts changes the list with each; it is shown at the end, which sooner comes so.
  if (isReloading || useImages.getState().bulk !== null) return;
  isReloading = true;
  try {
    while (isBehind) {
      isBehind = false;
      const startedMs = performance.now();
      await reload();
      const restMs = 3 * (performance.now() - startedMs);
      if (isBehind) await new Promise((resolve) => setTimeout(resolve, restMs));
    }
  } finally {
    isReloading = false;
  }
}

/** Says how far an act on many images is; null at its end. */
export function tellBulk(bulk: ImagesState['bulk']): void {
  useImages.setState({ bulk });
  if (bulk === null && isBehind) act(reloadSoon);
}

/** Asks again for counts, statistics and the pages that are held; what is shown stays until they arrive. */
export async function reload(): Promise<void> {
  if (openProject() === null) return;
  const mine = ++generation;
  asked.clear();
  const { query } = useImages.getState();
  const [counts, statistics] = await Promise.all([
    ask('images.count', choiceOf(query)),
    ask('images.statistics', null),
  ]);
  if (mine !== generation) return;
  const last = Math.max(0, Math.ceil(counts.total / PAGE) - 1);
  const held = [...useImages.getState().pages.keys()].filter((page) => page <= last).slice(-4);
  const fresh = await Promise.all(held.map(async (page) => [page, await askPage(query, page)] as const));
  if (mine !== generation) return;
  asked.clear();
  for (const page of held) asked.add(page);
  useImages.setState((state) => {
    return { counts, statistics, pages: new Map(fresh), selection: followed(state.selection, new Map(fresh)) };
  });
}

function choiceOf({ sort: _sort, isReversed: _isReversed, ...choice }: ImageQuery): ImageChoice {
  return choice;
}

/** The one selected image may stand elsewhere now; the keyboard goes with it. */
function followed(selection: Selection, pages: ImagesState['pages']): Selection {
  const [id] = selection.ids;
  if (id === undefined || selection.ids.size > 1) return selection;
  const index = indexOf(pages, id);
  return index === null ? selection : { ...selection, active: index, anchor: index };
}

/** Makes sure that the rows from `first` to `last` are here or on their way. */
export function needRows(first: number, last: number): void {
  for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
    if (!asked.has(page)) act(() => loadPage(page));
  }
}

async function loadPage(page: number): Promise<void> {
  const mine = generation;
  asked.add(page);
  const rows = await askPage(useImages.getState().query, page);
  if (mine !== generation) return;
  useImages.setState(({ pages }) => {
    const next = new Map(pages).set(page, rows);
    for (const old of next.keys()) {
      if (next.size <= PAGES_KEPT) break;
      next.delete(old);
      asked.delete(old);
    }
    return { pages: next };
  });
}

function askPage(query: ImageQuery, page: number): Promise<ImageRow[]> {
  return ask('images.page', { query, offset: page * PAGE, limit: PAGE });
}

export function askIds(offset: number, limit: number): Promise<ImageId[]> {
  return ask('images.ids', { query: useImages.getState().query, offset, limit });
}
