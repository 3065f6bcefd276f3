import type { HistoryPart } from '../../shared/contract/labels';
import { filled, type HistoryList, listOf, renewed } from './history-list';

/** Rows asked for at a time. */
export const HISTORY_PAGE = 50;

type AskHistory = (from: number | null, limit: number) => Promise<HistoryPart>;

/**
 * Keeps the history of one image as it is shown: the rows that are in view, and after a stroke what came after the newest
 * row that is known. One request at a time; what changes meanwhile is asked for once, after it.
 */
export class HistoryFeed {
  #list: HistoryList | null = null;
  #isStale = false;
  #isBusy = false;
  #places: readonly number[] = [];

  constructor(
    private readonly ask: AskHistory,
    private readonly onChange: (list: HistoryList) => void,
  ) {}

  /** The labels changed. @throws Problem; the next call tries again */
  renew(): Promise<void> {
    this.#isStale = true;
    return this.#work();
  }

  /** These rows are in view; those that are not there yet are asked for. @throws Problem */
  need(places: readonly number[]): Promise<void> {
    this.#places = places;
    return this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      // Looked at between two requests, so that nothing that is wanted meanwhile is missed.
      while (this.#isStale || this.#missingPage() !== null) await this.#next();
    } finally {
      this.#isBusy = false;
    }
  }

  async #next(): Promise<void> {
    if (this.#isStale) {
      this.#isStale = false;
      this.#put(await this.#renewed());
      return;
    }
    const part = await this.ask(this.#missingPage(), HISTORY_PAGE);
    const list = this.#list;
    if (this.#isStale || list === null) return;
    // Another program painted, or the news of a stroke is still on its way here.
    if (part.total !== list.total || part.standing !== list.standing) this.#isStale = true;
    else this.#put(filled(list, part));
  }

  async #renewed(): Promise<HistoryList> {
    const list = this.#list;
    if (list !== null && list.total > 0) {
      const now = renewed(list, await this.ask(list.total - 1, HISTORY_PAGE));
      if (now !== null) return now;
    }
    return listOf(await this.ask(null, HISTORY_PAGE));
  }

  #missingPage(): number | null {
    const list = this.#list;
    if (list === null) return null;
    const missing = this.#places.find((place) => place >= 0 && place < list.total && !list.rows.has(place));
    return missing === undefined ? null : missing - (missing % HISTORY_PAGE);
  }

  #put(list: HistoryList): void {
    this.#list = list;
    this.onChange(list);
  }
}
