import { mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openInWorker } from '../../../../src/main/projects/open-in-worker';
import type { OpenedStore, StoreOpener } from '../../../../src/main/projects/store-opener';
import { WindowProject, type WindowProjectParts } from '../../../../src/main/projects/window-project';
import type { Remote } from '../../../../src/main/store/client-types';
import type { LibraryStore } from '../../../../src/main/store/library-store';
import { createProject, openProject } from '../../../../src/main/store/open-project';
import type { ProjectStore } from '../../../../src/main/store/project-store';
import { StoreClient } from '../../../../src/main/store/store-client';
import type { ProjectState } from '../../../../src/shared/contract/projects';
import { Problem } from '../../../../src/shared/problem';
import { madeImage } from '../store/made-project';

let root: string;
let libraryClient: StoreClient;
let library: Remote<LibraryStore>;
let states: ProjectState[];
let openStores: number;
let project: WindowProject;
/** What opening a working session throws, where it does. */
let failing: Problem | null;

const settings = {
  name: 'Leaves',
  classes: [{ name: 'spot', color: '#E69F00' }],
  unpainted: 'void' as const,
  imagePaths: [],
};

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'maskwright-window-project-'));
  libraryClient = new StoreClient();
  library = await libraryClient.openLibrary(join(root, 'data'));
  states = [];
  openStores = 0;
  failing = null;
  project = new WindowProject(parts());
});

function parts(): WindowProjectParts {
  const opener: StoreOpener = {
    open: async (folder, mode) => counted(await openInWorker.open(folder, mode)),
    create: async (folder, given) => counted(await openInWorker.create(folder, given)),
  };
  return {
    opener,
    library,
    callEngine: () => Promise.reject(new Problem('engine-lost', 'No engine.', 'None.')),
    onState: (state) => states.push(state),
    onImagesChanged: () => undefined,
    onAddState: () => undefined,
  };
}

function counted({ store, end }: OpenedStore): OpenedStore {
  openStores += 1;
  const countedEnd = (): Promise<void> => {
    openStores -= 1;
    return end();
  };
  return { store: failing === null ? store : withoutSessions(store, failing), end: countedEnd };
}

function withoutSessions(store: Remote<ProjectStore>, problem: Problem): Remote<ProjectStore> {
  const {
    project: about,
    classes,
    images,
    labels,
    importance,
    splits,
    runs,
    comparisons,
    judgements,
    sessions,
  } = store;
  const { touch, close, list } = sessions;
  const open = (): Promise<never> => Promise.reject(problem);
  const own = { open, touch, close, list };
  return { project: about, classes, images, labels, importance, splits, runs, comparisons, judgements, sessions: own };
}

afterEach(async () => {
  await project.close();
  await libraryClient.end();
  rmSync(root, { recursive: true, force: true });
});

describe("a window's project", () => {
  it('is made, shown and remembered', async () => {
    await project.create({ ...settings, folder: join(root, 'leaves') });
    expect(project.state).toMatchObject({ status: 'open', project: { name: 'Leaves', isReadOnly: false } });
    expect(await library.projects.list()).toMatchObject([{ name: 'Leaves', images: 0, isThere: true }]);
  });

  it('opens a working session and closes it', async () => {
    await project.create({ ...settings, folder: join(root, 'leaves') });
    await project.close();
    const store = openProject(join(root, 'leaves'), { mode: 'read' });
    expect(store.sessions.list()).toMatchObject([{ program: 'Maskwright', closedAt: expect.any(String) }]);
    store.project.close();
  });

  it('counts looking at an image towards the working session', async () => {
    await project.create({ ...settings, folder: join(root, 'leaves') });
    const { added } = await project.require().store.images.add([madeImage('a.png')]);
    project.lookedAt(added[0].id);
    await project.close();
    const store = openProject(join(root, 'leaves'), { mode: 'read' });
    expect(store.sessions.list()).toMatchObject([{ lastImage: added[0].id, activeMinutes: expect.any(Number) }]);
    store.project.close();
  });

  it('gives its lock back when it cannot be shown after all', async () => {
    await project.create({ ...settings, folder: join(root, 'leaves') });
    await project.close();
    failing = new Problem('disk-full', 'The disk is full.', 'Free some space.');
    await project.open(join(root, 'leaves'), false);
    expect(project.state).toMatchObject({ status: 'refused', problem: { code: 'disk-full' } });
    failing = null;
    await project.open(join(root, 'leaves'), false);
    expect(project.state).toMatchObject({ status: 'open' });
    expect(openStores).toBe(1);
  });

  it('is shown also where the library cannot be written', async () => {
    library = {
      projects: {
        list: library.projects.list,
        forget: library.projects.forget,
        keep: () => Promise.reject(new Error('full')),
      },
      choices: library.choices,
      library: library.library,
    };
    project = new WindowProject(parts());
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await project.create({ ...settings, folder: join(root, 'leaves') });
    expect(project.state).toMatchObject({ status: 'open' });
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  it('is closed also where the disk does not take its last words', async () => {
    const parting = parts();
    const ends: string[] = [];
    const opener: StoreOpener = {
      ...parting.opener,
      create: async (folder, given) => {
        const opened = await openInWorker.create(folder, given);
        const end = async (): Promise<void> => {
          await opened.end();
          ends.push(folder);
          throw new Problem('database-read-only', 'It cannot be written to.', 'Change the permissions.');
        };
        return { store: opened.store, end };
      },
    };
    project = new WindowProject({ ...parting, opener });
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await project.create({ ...settings, folder: join(root, 'leaves') });
    await project.close();
    expect(project.state).toEqual({ status: 'none' });
    expect(ends).toHaveLength(1);
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  it('hears once of a file that is gone, and once that it is back', async () => {
    let heard = 0;
    const onImagesChanged = (): void => {
      heard += 1;
    };
    project = new WindowProject({ ...parts(), onImagesChanged });
    await project.create({ ...settings, folder: join(root, 'leaves') });
    const path = join(root, 'a.png');
    writeFileSync(path, 'pixels');
    const { size: bytes, mtimeMs: modifiedMs } = statSync(path);
    await project.require().store.images.add([{ ...madeImage('a.png'), path, bytes, modifiedMs }]);
    const heardAfter = async (change: () => void): Promise<number> => {
      change();
      heard = 0;
      await project.verify();
      await project.verify();
      return heard;
    };
    expect(await heardAfter(() => undefined)).toBe(0);
    expect(await heardAfter(() => renameSync(path, `${path}.away`))).toBe(1);
    expect(await heardAfter(() => renameSync(`${path}.away`, path))).toBe(1);
  });

  it('says that it is left before its store is gone, to whom works for it alone', async () => {
    await project.create({ ...settings, folder: join(root, 'leaves') });
    const { left, store } = project.require();
    expect(left.aborted).toBe(false);
    const counted = new Promise((resolve, reject) => {
      left.addEventListener('abort', () => store.images.count().then(resolve, reject));
    });
    await project.close();
    expect(left.aborted).toBe(true);
    expect(await counted).toBe(0);
  });

  it('gives up the one before it when another is opened', async () => {
    await project.create({ ...settings, folder: join(root, 'leaves') });
    await project.create({ ...settings, name: 'Welds', folder: join(root, 'welds') });
    await project.open(join(root, 'leaves'), false);
    expect(openStores).toBe(1);
    expect(project.state).toMatchObject({ status: 'open', project: { name: 'Leaves' } });
  });

  it('says why it cannot be opened, and keeps nothing open', async () => {
    await project.open(join(root, 'nowhere'), false);
    expect(project.state).toMatchObject({
      status: 'refused',
      problem: { code: 'project-missing' },
      canOpenReadOnly: false,
    });
    expect(openStores).toBe(0);
  });

  it('offers reading where another program writes', async () => {
    const other = createProject(join(root, 'leaves'), settings);
    await project.open(join(root, 'leaves'), false);
    expect(project.state).toMatchObject({
      status: 'refused',
      problem: { code: 'project-in-use' },
      canOpenReadOnly: true,
    });
    await project.open(join(root, 'leaves'), true);
    expect(() => project.requireWritable()).toThrow('open for reading only');
    other.project.close();
  });

  it('stays open when a further one cannot be made', async () => {
    await project.create({ ...settings, folder: join(root, 'leaves') });
    const again = project.create({ ...settings, folder: join(root, 'leaves') });
    await expect(again).rejects.toMatchObject({ code: 'project-exists' });
    expect(project.state).toMatchObject({ status: 'open', project: { name: 'Leaves' } });
  });

  it('does its acts in the order they were asked for', async () => {
    const acts = [
      project.create({ ...settings, folder: join(root, 'leaves') }),
      project.close(),
      project.open(join(root, 'leaves'), false),
    ];
    await Promise.all(acts);
    expect(states.map(({ status }) => status)).toEqual(['open', 'none', 'opening', 'open']);
    expect(openStores).toBe(1);
  });

  it('asks for a project before anything is done with one', () => {
    expect(() => project.require()).toThrow('No project is open');
  });
});
