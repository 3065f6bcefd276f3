import { windowProblem } from '../../app/window-problem';
import { type Failure, isEdit, isStep, type Pending, type PendingEdit } from './pending';

/**
 * What a document has to do with main, done one after another in the order of the acts. The first that fails stops the
 * rest until it is tried again; a step of the history that was refused is over instead, and its asker is told.
 */
export class ActQueue {
  #pending: Pending[] = [];
  #isBusy = false;
  #failure: Failure | null = null;
  /** Asked again when nothing is on its way, or when it failed. */
  #waiting: (() => void)[] = [];

  /**
   * @param perform does one act with main; may throw
   * @param onChange hears of every act that was begun, is done or failed
   */
  constructor(
    private readonly perform: (pending: Pending) => Promise<void>,
    private readonly onChange: () => void,
  ) {}

  get edits(): PendingEdit[] {
    return this.#pending.filter(isEdit);
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** No step and no reading is to be done. */
  get hasOnlyEdits(): boolean {
    return this.#pending.every(isEdit);
  }

  /** Something that the person did is not done on the disk yet. */
  get hasUnsaved(): boolean {
    return this.#pending.some(({ kind }) => kind !== 'load');
  }

  /** Nothing is left to be done. */
  get isDone(): boolean {
    return this.#pending.length === 0;
  }

  /** Whether the labels are about to be read after everything else, so that reading them again can be left out. */
  get endsWithLoad(): boolean {
    return this.#pending.at(-1)?.kind === 'load' && !this.#isBusy;
  }

  /** `work` does it. */
  add(pending: Pending): void {
    this.#pending.push(pending);
  }

  /** Gives up what was to be done. Only while nothing is on its way. */
  replace(pending: Pending): void {
    this.#pending = [pending];
  }

  /** Does what is pending, in order, until nothing is left or the first of it fails. */
  async work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#failure = null;
    this.onChange();
    for (let first = this.#pending[0]; first !== undefined; first = this.#pending[0]) {
      try {
        await this.perform(first);
      } catch (error) {
        const isOver = first.kind === 'step';
        this.#fail(first, error);
        if (isOver) continue;
        break;
      }
      this.#pending.shift();
      this.onChange();
    }
    this.#isBusy = false;
    this.onChange();
  }

  /** Once something changed. */
  settled(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Lets those go on who waited for a change. */
  release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }

  /** A step that was refused is over, and its asker is told. An edit or a loading stays, and steps behind it are over. */
  #fail(first: Pending, error: unknown): void {
    if (first.kind !== 'step')
      this.#failure = { problem: windowProblem(error).toJSON(), isLoading: first.kind === 'load' };
    const over = this.#pending.filter((pending) => (first.kind === 'step' ? pending === first : isStep(pending)));
    this.#pending = this.#pending.filter((pending) => !over.includes(pending));
    for (const pending of over) if (isStep(pending)) pending.reject(error);
  }
}
