import type { ImageQuery } from '../../shared/contract/images';
import type { ImageId } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { ImageRecord } from '../store/records';
import { storeFilter } from './image-query';

/**
 * The order of the present query, kept until the list changes: sorting 100,000 names takes over a second, and the grid
 * asks for a page of them at every turn of the wheel.
 */
export class ImageOrder {
  #kept: { key: string; ids: Promise<readonly ImageId[]> } | null = null;

  constructor(private readonly images: Pick<Remote<ProjectStore>['images'], 'ids' | 'get'>) {}

  ids(query: ImageQuery): Promise<readonly ImageId[]> {
    const key = JSON.stringify(query);
    if (this.#kept?.key !== key) {
      const ids = this.images.ids(storeFilter(query));
      this.#kept = { key, ids };
      // A failure is the asker's to hear; the next one tries again.
      ids.catch(() => this.forget());
    }
    return this.#kept.ids;
  }

  /** Records of the rows from `offset` on; what was removed meanwhile is left out. */
  async page(query: ImageQuery, offset: number, limit: number): Promise<ImageRecord[]> {
    const ids = (await this.ids(query)).slice(offset, offset + limit);
    const records = await Promise.all(ids.map((id) => this.#get(id)));
    return records.filter((record) => record !== null);
  }

  forget(): void {
    this.#kept = null;
  }

  async #get(id: ImageId): Promise<ImageRecord | null> {
    try {
      return await this.images.get(id);
    } catch (error) {
      if (error instanceof Problem && error.code === 'image-unknown') return null;
      throw error;
    }
  }
}
