import { shownPartOf } from '../../shared/contract/shown-part';
import type { ImageId } from '../../shared/ids';
import type { EngineSupervisor } from '../engines/supervisor';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';

/** Keeps the looks of images in the project. Gives how many could not be read. */
export async function keepLooks(
  ids: readonly ImageId[],
  images: Pick<Remote<ProjectStore>['images'], 'get' | 'keepHashes'>,
  engine: Pick<EngineSupervisor, 'call'>,
  cacheFolder: string,
): Promise<number> {
  const hashes: { id: ImageId; hash: string }[] = [];
  for (const id of ids) {
    try {
      const image = await images.get(id);
      const { path, sha256 } = image;
      const part = shownPartOf(image);
      const { hash } = await engine.call('perceptualHash', {
        path,
        sha256,
        cacheFolder,
        ...(part === undefined ? {} : { part }),
      });
      hashes.push({ id, hash });
    } catch {
      // A file that is gone or broken stays in a group of its own; its state says so elsewhere.
    }
  }
  if (hashes.length > 0) await images.keepHashes(hashes);
  return ids.length - hashes.length;
}
