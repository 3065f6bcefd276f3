import type { Doubts, PaintNext } from '../../shared/contract/inspect';
import { Problem } from '../../shared/problem';
import { superseded } from '../superseded';
import { searchDoubts } from './doubt-search';
import { searchPaintNext } from './paint-next';
import type { InspectParts, InspectSubjects, WantedNetwork } from './subjects';

/** What one window searches through all images: one search at a time; the newest wins. */
export class InspectSearch {
  #running: AbortController | null = null;

  constructor(
    private readonly parts: InspectParts,
    private readonly subjects: InspectSubjects,
  ) {}

  /** @throws Problem `superseded` where another search began meanwhile, `inspect-cancelled`; what the engine says */
  doubts(network: WantedNetwork): Promise<Doubts> {
    return this.#run((signal) => searchDoubts(this.parts, this.subjects, network, signal));
  }

  /** @throws Problem as {@link doubts} */
  paintNext(network: WantedNetwork): Promise<PaintNext> {
    return this.#run((signal) => searchPaintNext(this.parts, this.subjects, network, signal));
  }

  cancel(): void {
    this.#running?.abort(new Problem('inspect-cancelled', 'The search was stopped.', 'Nothing needs to be done.'));
  }

  async #run<Answer>(work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    this.#running?.abort(superseded());
    const controller = new AbortController();
    this.#running = controller;
    const { signal } = controller;
    try {
      return await work(signal);
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      if (this.#running === controller) this.#running = null;
    }
  }
}
