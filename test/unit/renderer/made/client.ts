import type { Reply } from '../../../../src/shared/contract/define';
import { asProblem } from '../../../../src/shared/problem';

/** Main as the window meets it: its answers are the test's, an error thrown there is a problem, and a test sends events. */
export class MadeClient {
  /** Names of the requests so far. */
  readonly asked: string[] = [];
  readonly #listeners = new Map<string, (payload: unknown) => void>();

  constructor(readonly answer: (name: string, input: unknown) => unknown) {}

  /** In place of `window.maskwright`; of several listeners to an event it keeps the last. */
  readonly maskwright = {
    request: async (name: string, input: unknown): Promise<Reply<unknown>> => {
      this.asked.push(name);
      try {
        return { ok: true, value: await this.answer(name, input) };
      } catch (error) {
        return { ok: false, problem: asProblem(error).toJSON() };
      }
    },
    on: (name: string, listener: (payload: unknown) => void): (() => void) => {
      this.#listeners.set(name, listener);
      return () => undefined;
    },
  };

  send(name: string, payload: unknown): void {
    this.#listeners.get(name)?.(payload);
  }
}
