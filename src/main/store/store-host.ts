import { Problem } from '../../shared/problem';
import type { LibraryStore } from './library-store';
import { openLibrary } from './open-library';
import { createProject, openProject } from './open-project';
import type { ProjectStore } from './project-store';
import { EMPTY_TILE } from './tile-codec';
import type { Opening, StoreRequest } from './worker-messages';

interface Answer {
  value: unknown;
  /** Buffers of the value that can be handed over instead of copied. */
  transfer: ArrayBuffer[];
}

export interface StoreHost {
  /** @throws Problem */
  answer(request: StoreRequest): Answer;
}

/** Holds the opened stores of a worker, and finds the function that a request names. */
export function makeStoreHost(): StoreHost {
  const opened = new Map<number, ProjectStore | LibraryStore>();
  let handles = 0;

  const call = (request: Extract<StoreRequest, { type: 'call' }>): Answer => {
    const { handle, area, method, args } = request;
    const store = opened.get(handle);
    if (store === undefined) throw closed();
    const functions = own(store, area);
    const run = own(functions, method);
    if (typeof run !== 'function') throw new Error(`the store has no ${area}.${method}`);
    const value: unknown = Reflect.apply(run, functions, args);
    if (method === 'close' && (area === 'project' || area === 'library')) opened.delete(handle);
    // Only labels are large; looking through long lists for arrays would cost more than it saves.
    return { value, transfer: area === 'labels' || area === 'importance' ? buffersOf(value) : [] };
  };

  return {
    answer: (request) => {
      switch (request.type) {
        case 'open': {
          const store = open(request.opening);
          handles++;
          opened.set(handles, store);
          return { value: handles, transfer: [] };
        }
        case 'call':
          return call(request);
        case 'end':
          closeAll([...opened.values()]);
          return { value: null, transfer: [] };
      }
    },
  };
}

function open(opening: Opening): ProjectStore | LibraryStore {
  switch (opening.kind) {
    case 'project':
      return openProject(opening.folder, opening.options);
    case 'new-project':
      return createProject(opening.folder, opening.settings, opening.options);
    case 'library':
      return openLibrary(opening.folder);
  }
}

/** One that fails does not keep the others open. */
function closeAll([first, ...others]: (ProjectStore | LibraryStore)[]): void {
  if (first === undefined) return;
  try {
    close(first);
  } finally {
    closeAll(others);
  }
}

function close(store: ProjectStore | LibraryStore): void {
  if ('library' in store) store.library.close();
  else store.project.close();
}

function own(target: unknown, key: string): unknown {
  if (typeof target !== 'object' || target === null || !Object.hasOwn(target, key)) return undefined;
  return Reflect.get(target, key);
}

/** Buffers of the typed arrays in a value, each once. */
function buffersOf(value: unknown, found: Set<ArrayBuffer> = new Set()): ArrayBuffer[] {
  if (value instanceof Uint8Array) {
    const { buffer } = value;
    if (buffer instanceof ArrayBuffer && buffer !== EMPTY_TILE.buffer) found.add(buffer);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) buffersOf(part, found);
  }
  return [...found];
}

function closed(): Problem {
  return new Problem('project-closed', 'The project was closed.', 'Open it again.');
}
