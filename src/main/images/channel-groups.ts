import type { ChannelGroup } from '../../shared/contract/images';
import type { EngineSupervisor } from '../engines/supervisor';
import type { OpenParts } from '../projects/window-project';

/** The images among whose channels is something to choose, with what their files call them. */
export async function channelGroups(
  { store }: Pick<OpenParts, 'store'>,
  engine: Pick<EngineSupervisor, 'call'>,
): Promise<ChannelGroup[]> {
  const [groups, { inputChannels }] = await Promise.all([store.images.channelGroups(), store.project.read()]);
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
