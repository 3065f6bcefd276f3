import type { StrokeRules, StrokeTarget, WetPart, WetStroke } from '../../paint/document/document-state';

/**
 * A stroke whose parts have to be worked out first. Parts are painted in the order they were pushed; one that was
 * finished by something else meanwhile goes on as a further edit, so that nothing that the hand did is lost.
 */
export class QueuedStroke<Item> {
  private readonly queue: Item[] = [];
  private isClosed = false;
  private isCancelled = false;
  private wet: WetStroke | null = null;
  private wake: () => void = () => undefined;

  /** @param work out what an item paints; null: nothing */
  constructor(
    private readonly target: StrokeTarget,
    private readonly rules: StrokeRules,
    private readonly work: (item: Item) => Promise<WetPart | null>,
  ) {}

  push(item: Item): void {
    this.queue.push(item);
    this.wake();
  }

  /** No more items come; it is finished when all are painted. */
  close(): void {
    this.isClosed = true;
    this.wake();
  }

  cancel(): void {
    this.isCancelled = true;
    this.wet?.cancel();
    this.wake();
  }

  /**
   * Paints until it is closed and all is painted. @throws what `work` throws; what was painted until then stays
   * @returns false where nothing was painted since all that lies there is locked
   */
  async run(): Promise<boolean> {
    let isPainted = true;
    try {
      while (!this.isCancelled && (this.queue.length > 0 || !this.isClosed)) {
        const item = this.queue.shift();
        if (item === undefined) await this.more();
        else this.paint(await this.work(item));
      }
    } finally {
      if (!this.isCancelled) isPainted = this.wet?.finish() ?? true;
    }
    return isPainted;
  }

  private paint(part: WetPart | null): void {
    if (part === null || this.isCancelled) return;
    if (this.wet === null || !this.wet.isWet()) this.wet = this.target.beginStroke(this.rules);
    this.wet?.add(part);
  }

  private more(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }
}
