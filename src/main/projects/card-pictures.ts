import { createHash } from 'node:crypto';
import { imageAddress } from '../../shared/contract/channels';
import type { RecentProject } from '../../shared/contract/projects';
import { CARD_PX } from '../image-address';
import type { RenditionSource } from '../image-protocol';
import type { KnownProject } from '../store/library-store';

/** Owner of the pictures on the Start screen in `image://` addresses. */
export const CARDS_OWNER = 'cards';

/** The pictures of project cards by opaque id, so that the window never names a file. */
export class CardPictures {
  readonly #sources = new Map<string, RenditionSource>();

  find(id: string): RenditionSource | null {
    return this.#sources.get(id) ?? null;
  }

  /** A known project as the Start screen shows it; its picture can be asked for from here on. */
  recent(project: KnownProject): RecentProject {
    const { folder, name, images, paintedImages, lastRun } = project;
    return {
      folder,
      name,
      openedAtMs: Date.parse(project.openedAt),
      images,
      paintedImages,
      thumbnail: project.isThere ? this.#address(project) : null,
      lastRun,
      isGone: !project.isThere,
    };
  }

  #address({ folder, thumbnail }: KnownProject): string | null {
    if (thumbnail === null) return null;
    const id = createHash('sha256').update(folder).digest('hex').slice(0, 32);
    this.#sources.set(id, thumbnail);
    return imageAddress(CARDS_OWNER, id, CARD_PX, thumbnail.sha256.slice(0, 12));
  }
}
