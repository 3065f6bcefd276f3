import type { OpenProjectFacts } from '../../shared/contract/projects';
import type { Remote } from '../store/client-types';
import type { KnownProject } from '../store/library-store';
import type { ProjectStore } from '../store/project-store';
import { runSentence } from './run-sentence';

/** What the library keeps of an open project, for its card on the Start screen. */
export async function knownProject(
  store: Remote<ProjectStore>,
  { folder, name }: Pick<OpenProjectFacts, 'folder' | 'name'>,
): Promise<Omit<KnownProject, 'openedAt' | 'isThere'>> {
  const [statistics, [painted], [first], [latest]] = await Promise.all([
    store.project.statistics(),
    store.images.list({ isPainted: true, limit: 1 }),
    store.images.list({ limit: 1 }),
    store.runs.list(1),
  ]);
  const picture = painted ?? first;
  return {
    folder,
    name,
    images: statistics.images,
    paintedImages: statistics.paintedImages,
    thumbnail: picture === undefined ? null : { path: picture.path, sha256: picture.sha256 },
    lastRun: latest === undefined ? null : runSentence(latest),
  };
}
