import { sizeInWords, timeInWords } from './words.mjs';

/**
 * One step's progress: `label  12.0 MB of 96.0 MB, 8.1 MB/s, 10 s left`. On a terminal one line is rewritten; in a
 * log a line is written every ten seconds.
 */
export class Progress {
  /**
   * @param {string} label
   * @param {{
   *   total?: number,
   *   unit?: 'bytes' | 'packages',
   *   output?: { isTTY?: boolean, write(text: string): unknown },
   *   now?: () => number,
   * }} [options] `now` in milliseconds
   */
  constructor(label, options = {}) {
    this.label = label;
    this.total = options.total;
    this.unit = options.unit ?? 'bytes';
    this.output = options.output ?? process.stderr;
    this.now = options.now ?? (() => performance.now());
    this.startedMs = this.now();
    this.firstAmount = /** @type {number | undefined} */ (undefined);
    this.shownMs = this.startedMs;
    this.isLineOpen = false;
  }

  /** @param {number} amount done so far, in the unit @param {number} [total] where it became known */
  update(amount, total) {
    if (total !== undefined) this.total = total;
    this.firstAmount ??= amount;
    const interval = this.output.isTTY ? 100 : 10_000;
    if (this.now() - this.shownMs < interval) return;
    this.shownMs = this.now();
    const line = `  ${this.label}  ${this.#state(amount, this.firstAmount)}`;
    this.output.write(this.output.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
    this.isLineOpen = true;
  }

  /** Leaves the terminal's line clean for what comes next. */
  end() {
    if (this.isLineOpen && this.output.isTTY) this.output.write('\r\x1b[K');
    this.isLineOpen = false;
  }

  /** @param {number} amount @param {number} first what was there before this run, and says nothing about its speed */
  #state(amount, first) {
    const seconds = (this.now() - this.startedMs) / 1000;
    const rate = seconds > 0 ? (amount - first) / seconds : 0;
    const words = this.unit === 'bytes' ? sizeInWords : String;
    const parts = [this.total ? `${words(amount)} of ${words(this.total)}` : words(amount)];
    if (this.unit === 'packages') parts[0] += ' packages';
    if (this.unit === 'bytes' && rate > 0) parts.push(`${sizeInWords(rate)}/s`);
    if (this.total && rate > 0 && this.total > amount) parts.push(`${timeInWords((this.total - amount) / rate)} left`);
    if (!this.total || rate <= 0) parts.push(`${timeInWords(seconds)} so far`);
    return parts.join(', ');
  }
}

/** @param {string} text a line for the person; standard output stays free for results */
export function say(text) {
  process.stderr.write(`${text}\n`);
}
