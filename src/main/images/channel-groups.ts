import type { ChannelGroup } from '../../shared/contract/images';
import type { EngineSupervisor } from '../engines/supervisor';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';

interface GroupStore {
  images: Pick<Remote<ProjectStore>['images'], 'channelGroups'>;
  project: Pick<Remote<ProjectStore>['project'], 'read'>;
}

/** The images among whose channels is something to choose, with what their files call them. */
export async function channelGroups(
  { images, project }: GroupStore,
  engine: Pick<EngineSupervisor, 'call'>,
): Promise<ChannelGroup[]> {
  const [groups, { inputChannels }] = await Promise.all([images.channelGroups(), project.read()]);
  const named = await Promise.all(
    groups.map(async ({ path, ...group }) => {
      // A file that is gone or broken has numbers for names; its state says so elsewhere.
      const { names } = await engine.call('channelNames', { path }).catch(() => ({ names: [] }));
      return { ...group, names };
    }),
  );
  return named.filter(
    ({ channels, choice, names }) => channels !== inputChannels || choice !== null || names.length > 0,
  );
}
