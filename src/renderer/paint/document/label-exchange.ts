import type { LabelState } from '../../../shared/contract/labels';
import type { Point } from '../../../shared/labels/brush';
import { emptyTileMap, type TileMap } from '../../../shared/labels/tile-map';
import { windowProblem } from '../../app/window-problem';
import type { DocumentState } from './document-state';
import type { LabelClient } from './label-client';
import type { Pending, PendingEdit, PendingStep } from './pending';
import type { SeenLabels } from './seen-labels';
import { sendEdit } from './send-edit';
import { fetchTiles, loadLabels, withTiles } from './tile-loading';

/** An edit whose labels changed beneath it is painted again on those of the disk, but not for ever. */
const MOST_ATTEMPTS = 4;

export interface ExchangeParts {
  client: LabelClient;
  labels: SeenLabels;
  /** Image point in the middle of the view, whose tiles are loaded first. */
  center: () => Point | null;
  /** Shows what main holds, with the edits on it that are on their way. */
  show(base: TileMap): void;
  /** The facts changed while an act goes on. */
  tell(): void;
}

/** Does a document's acts with main, and knows what main said of the labels beside their pixels. */
export class LabelExchange {
  /** As main acknowledged them. */
  facts: LabelState = { revision: 0, painted: [], canUndo: false, canRedo: false };
  /** Why nothing can be painted; null where painting is possible. */
  lockedReason: string | null = null;
  /** Tiles that have arrived of the first reading; null once all are here. */
  loading: DocumentState['loading'] = { done: 0, total: 0 };

  /** @param isOpen the image is known to be paintable before main says so */
  constructor(
    private readonly parts: ExchangeParts,
    public isOpen: boolean,
  ) {}

  /** @throws Problem; an edit may then be offered again */
  perform(pending: Pending): Promise<void> {
    switch (pending.kind) {
      case 'load':
        return this.#load();
      case 'edit':
        return this.#save(pending);
      case 'step':
        return this.#takeStep(pending);
    }
  }

  async #load(): Promise<void> {
    const { client, center, show, tell } = this.parts;
    const isFirst = this.loading !== null;
    const { opened, map } = await loadLabels(client, center, {
      onOpened: (now) => {
        this.facts = now;
        this.lockedReason = now.lockedReason;
        if (isFirst) {
          this.loading = { done: 0, total: now.tiles.length };
          show(emptyTileMap(now.width, now.height));
        }
        this.isOpen = true;
        tell();
      },
      onTiles: (part, done) => {
        if (!isFirst) return;
        this.loading = { done, total: this.loading?.total ?? done };
        show(part);
        tell();
      },
    });
    this.facts = opened;
    this.loading = null;
    show(map);
  }

  async #save(pending: PendingEdit): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const { edit } = pending;
      if (edit.length === 0) return;
      try {
        this.facts = await sendEdit(this.parts.client, pending, this.facts.revision);
        this.parts.labels.acknowledge(edit);
        return;
      } catch (error) {
        const { code } = windowProblem(error);
        if (attempt === MOST_ATTEMPTS || (code !== 'edit-stale' && code !== 'edit-part-lost')) throw error;
        await this.#load();
      }
    }
  }

  async #takeStep({ target, resolve }: PendingStep): Promise<void> {
    const { client, labels, show } = this.parts;
    const stepped = await (target === 'undo'
      ? client.undo()
      : target === 'redo'
        ? client.redo()
        : client.stepTo(target.editId));
    if (stepped === null) {
      resolve(null);
      return;
    }
    const { tiles, furtherTiles, emptiedTiles, revision } = stepped;
    const isNext = stepped.revisionBefore === this.facts.revision;
    const near = withTiles(labels.base, [...emptiedTiles, ...tiles], tiles);
    const map = isNext ? await fetchTiles(client, near, furtherTiles, revision) : null;
    if (map === null) await this.#load();
    else {
      this.facts = stepped;
      show(map);
    }
    resolve(stepped);
  }
}
