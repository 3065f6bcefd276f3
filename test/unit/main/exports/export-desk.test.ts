import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExportDesk } from '../../../../src/main/exports/export-desk';
import { Problem } from '../../../../src/shared/problem';
import { engineHere, remoteStore, type TrainedProject, trainedProject } from '../inspect/trained-project';
import { madeFolder } from '../store/made-project';

let project: TrainedProject;

beforeAll(async () => {
  project = await trainedProject();
});
afterAll(() => project?.remove());

function deskOf(engine = engineHere()) {
  const told: string[] = [];
  const desk = new ExportDesk({
    store: remoteStore(project.store),
    engine,
    projectFolder: project.folder,
    onProgress: ({ run, part, done, total }) => told.push(`${run} ${part} ${done} of ${total}`),
  });
  return { desk, told };
}

describe('exporting from a window', () => {
  it('suggests a free folder, shows the card, writes and shows it again', async () => {
    const { desk, told } = deskOf();
    const network = { run: project.run.id, checkpoint: 'best' } as const;
    const { folder } = desk.suggest(network);
    expect(folder).toBe(join(project.folder, 'exports', 'run-001 best'));
    expect((await desk.card(network)).card).toContain('# Cells, run-001');
    expect(existsSync(folder)).toBe(false);
    const finished = await desk.start({ ...network, folder });
    expect(finished.files.map(({ name }) => name)).toEqual([
      'saved_model/saved_model.pb',
      'model-card.md',
      'model-card.json',
    ]);
    expect(finished.files.every(({ bytes }) => bytes > 0)).toBe(true);
    expect(finished.maxDifference).toBeLessThan(1e-4);
    expect(told.at(-1)).toBe('run-001 verifying 3 of 3');
    expect(desk.suggest(network).folder).toBe(join(project.folder, 'exports', 'run-001 best 2'));
    expect(await desk.shown(folder)).toBe(folder);
  });

  it('keeps nothing of an export that is stopped, and refuses a second one beside it', async () => {
    const { desk } = deskOf();
    const network = { run: project.run.id, checkpoint: 'best' } as const;
    const { folder } = desk.suggest(network);
    const first = desk.start({ ...network, folder });
    await expect(desk.start({ ...network, folder: `${folder} 2` })).rejects.toMatchObject({
      code: 'export-in-progress',
    });
    desk.cancel();
    await expect(first).rejects.toMatchObject({ code: 'export-cancelled' });
    await desk.start({ ...network, folder });
  });

  it('removes what a lost engine left half written', async () => {
    const folder = join(project.folder, 'exports', 'model');
    const { desk } = deskOf({
      call: async () => {
        await mkdir(join(folder, '.unfinished-export', 'saved_model'), { recursive: true });
        throw new Problem('engine-lost', 'The engine is not running.', 'Start it again.');
      },
    });
    const lost = desk.start({ run: project.run.id, checkpoint: 'best', folder });
    await expect(lost).rejects.toMatchObject({ code: 'engine-lost' });
    expect(existsSync(folder)).toBe(false);
  });

  it('shows only folders that were exported to, or lie in the project’s exports', async () => {
    const { desk } = deskOf();
    const elsewhere = join(madeFolder(), 'model');
    await expect(desk.shown(elsewhere)).rejects.toMatchObject({ code: 'export-folder-refused' });
    await expect(desk.shown(join(project.folder, 'exports', '..'))).rejects.toMatchObject({
      code: 'export-folder-refused',
    });
    await expect(desk.shown(join(project.folder, 'exports', 'gone'))).rejects.toMatchObject({
      code: 'export-folder-gone',
    });
    await desk.start({ run: project.run.id, checkpoint: 'last', folder: elsewhere });
    expect(await desk.shown(elsewhere)).toBe(elsewhere);
  });

  it('is refused where a name alone says no place, and may be started again', async () => {
    const { desk } = deskOf();
    const network = { run: project.run.id, checkpoint: 'best' } as const;
    for (let i = 0; i < 2; i++) {
      await expect(desk.start({ ...network, folder: 'models' })).rejects.toMatchObject({ code: 'folder-not-whole' });
    }
  });

  it('is refused into a folder that holds something, which stays as it is', async () => {
    const { desk } = deskOf();
    const folder = madeFolder();
    await writeFile(join(folder, 'notes.txt'), 'mine');
    const refused = desk.start({ run: project.run.id, checkpoint: 'best', folder });
    await expect(refused).rejects.toMatchObject({ code: 'export-folder-not-empty' });
    expect(await readdir(folder)).toEqual(['notes.txt']);
  });
});
