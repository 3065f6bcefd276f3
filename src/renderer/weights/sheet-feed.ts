import type { ImageRow } from '../../shared/contract/images';
import type { SmallMap } from '../../shared/contract/weights';
import type { ProblemData } from '../../shared/problem';
import type { Weighting } from '../../shared/weighting/schema';

/** A sheet's picture of a map, or why there is none. */
export type SheetMap = { map: SmallMap } | { problem: ProblemData };

/** What a map of the sheet is made of beside the image: shares and parameters; floor and strength are applied to it. */
export function sheetKey(image: Pick<ImageRow, 'id'>, { terms }: Weighting): string {
  return `${image.id} ${JSON.stringify(terms)}`;
}

interface Wanted {
  key: string;
  image: ImageRow;
  weighting: Weighting;
}

/** Maps kept beyond those in view: about 16 MB. */
const KEPT = 400;

/**
 * Small maps of the images in view, made one after another in the background. What left the view before its turn is
 * not made; what was made is kept.
 */
export class SheetFeed {
  readonly #made = new Map<string, SheetMap>();
  #wanted: readonly Wanted[] = [];
  #isBusy = false;
  /** Counts changes of the project: an answer that was asked for before one is dropped. */
  #generation = 0;

  /** @param ask main for a map @param onMade hears of every map */
  constructor(
    private readonly ask: (image: ImageRow, weighting: Weighting) => Promise<SheetMap>,
    private readonly onMade: () => void,
  ) {}

  get(key: string): SheetMap | null {
    return this.#made.get(key) ?? null;
  }

  /** How many of those in view are still to be made. */
  get missing(): number {
    return this.#wanted.filter(({ key }) => !this.#made.has(key)).length;
  }

  /** Says what is in view now; what was wanted before and is not any more is left. */
  want(images: readonly ImageRow[], weighting: Weighting): void {
    this.#wanted = images.map((image) => ({ key: sheetKey(image, weighting), image, weighting }));
    void this.#work();
  }

  /** Labels, classes or the project changed: all is made anew as it is wanted. */
  forget(): void {
    this.#generation++;
    this.#made.clear();
    this.#wanted = [];
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const generation = this.#generation;
      const made = await this.ask(next.image, next.weighting);
      if (generation !== this.#generation) continue;
      this.#made.set(next.key, made);
      for (const oldest of this.#made.keys()) {
        if (this.#made.size <= KEPT) break;
        this.#made.delete(oldest);
      }
      this.onMade();
    }
    this.#isBusy = false;
  }

  #next(): Wanted | undefined {
    return this.#wanted.find(({ key }) => !this.#made.has(key));
  }
}
