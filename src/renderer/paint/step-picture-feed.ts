import type { RequestOutput } from '../../shared/contract/index';
import { PICTURES_A_MESSAGE } from '../../shared/contract/labels';
import type { StepPicture } from '../../shared/labels/step-picture';

type AskPictures = (editIds: number[]) => Promise<RequestOutput<'labels.stepPictures'>>;

/** At most 10 KB each. */
const MOST_KEPT = 300;

/**
 * Pictures of the steps of one image, of which those in view are asked for, together. A step's picture never changes.
 */
export class StepPictureFeed {
  /** By edit, the newest at the end. */
  readonly #kept = new Map<number, StepPicture>();
  readonly #wanted = new Map<number, Set<() => void>>();
  #isBusy = false;

  constructor(private readonly ask: AskPictures) {}

  kept(editId: number): StepPicture | undefined {
    return this.#kept.get(editId);
  }

  /** Hears when the picture is there. The returned function ends it: what nobody waits for any more is not asked for. */
  want(editId: number, onMade: () => void): () => void {
    const waiting = this.#wanted.get(editId) ?? new Set();
    this.#wanted.set(editId, waiting);
    waiting.add(onMade);
    void this.#work();
    return () => {
      waiting.delete(onMade);
      if (waiting.size === 0 && this.#wanted.get(editId) === waiting) this.#wanted.delete(editId);
    };
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    // All rows that come into view in one go ask together.
    await new Promise((resolve) => setTimeout(resolve));
    while (this.#wanted.size > 0) {
      // The newest first, which need the fewest deltas.
      const editIds = [...this.#wanted.keys()].sort((a, b) => b - a).slice(0, PICTURES_A_MESSAGE);
      await this.#fetch(editIds);
    }
    this.#isBusy = false;
  }

  /** A picture that cannot be had leaves the row with the sign of its tool; going there says why. */
  async #fetch(editIds: number[]): Promise<void> {
    const { pictures, isWhole } = await this.ask(editIds).catch(() => ({ pictures: [], isWhole: true }));
    for (const picture of pictures) this.#keep(picture.editId, picture);
    const over = isWhole ? editIds : pictures.map(({ editId }) => editId);
    for (const editId of over) {
      const waiting = this.#wanted.get(editId) ?? [];
      this.#wanted.delete(editId);
      for (const tell of waiting) tell();
    }
  }

  #keep(editId: number, picture: StepPicture): void {
    this.#kept.set(editId, picture);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) return;
      this.#kept.delete(oldest);
    }
  }
}
