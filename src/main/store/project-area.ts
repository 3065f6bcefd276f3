import type { ProjectId } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import { backUp } from './backups';
import { databaseVersion } from './migrate';
import { projectStatistics } from './project-statistics';
import type { ProjectStore } from './project-store';
import type { ProjectRecord, Unpainted } from './records';
import { pragmaNumber } from './sqlite';
import type { StoreContext } from './store-context';

interface ProjectRow {
  id: ProjectId;
  name: string;
  unpainted: Unpainted;
  input_channels: number;
  created_at: string;
}

export function makeProject(context: StoreContext, close: () => void): ProjectStore['project'] {
  const { db } = context;
  const select = db.prepare<[], ProjectRow>('SELECT * FROM project');
  const update = db.prepare<[string, Unpainted, number]>(
    'UPDATE project SET name = ?, unpainted = ?, input_channels = ?',
  );
  const ownChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  const read = (): ProjectRecord => {
    const row = select.get();
    if (row === undefined) throw new Error('the project table has no row');
    return {
      id: row.id,
      name: row.name,
      folder: context.folder,
      unpainted: row.unpainted,
      inputChannels: row.input_channels,
      createdAt: row.created_at,
      mode: context.mode,
      notices: context.notices,
    };
  };

  return {
    read: () => context.read(read),
    change: (settings) =>
      context.write(() => {
        const { name, unpainted, inputChannels } = { ...read(), ...settings };
        update.run(checkedName(name), unpainted, checkedChannels(inputChannels));
        return read();
      }),
    version: () => context.read(() => `${pragmaNumber(db, 'data_version')}.${ownChanges.get()}`),
    statistics: () => context.read(() => projectStatistics(context)),
    backUp: () => {
      // Outside a transaction: a copy reads the database by itself.
      try {
        return backUp(db, context.folder, databaseVersion(db), context.now());
      } catch (error) {
        return context.read(() => {
          throw error;
        });
      }
    },
    close,
  };
}

/** @throws Problem project-name-invalid */
export function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed !== '' && trimmed.length <= 200) return trimmed;
  throw new Problem('project-name-invalid', 'A project needs a name of 1 to 200 characters.', 'Give it one.');
}

/** @throws Problem project-channels-invalid */
export function checkedChannels(channels: number): number {
  if (Number.isInteger(channels) && channels >= 1 && channels <= 64) return channels;
  throw new Problem(
    'project-channels-invalid',
    `A project cannot have ${channels} input channels.`,
    'Choose 1 for grey images, 3 for colour, or up to 64.',
  );
}
