import { SpanList, type Spans } from './spans';

/** Where a list of runs ends. */
export const NONE = -1;

/** Linked runs, of which those given back are used again. */
export class RunPool {
  private runs = new Int32Array(4 * 256);
  private used = 0;
  private free = NONE;

  take(y: number, x0: number, x1: number): number {
    let at = this.free;
    if (at !== NONE) this.free = this.runs[at * 4 + 3];
    else {
      at = this.used++;
      if (at * 4 === this.runs.length) {
        const larger = new Int32Array(this.runs.length * 2);
        larger.set(this.runs);
        this.runs = larger;
      }
    }
    this.runs[at * 4] = y;
    this.runs[at * 4 + 1] = x0;
    this.runs[at * 4 + 2] = x1;
    this.runs[at * 4 + 3] = NONE;
    return at;
  }

  link(tail: number, next: number): void {
    this.runs[tail * 4 + 3] = next;
  }

  giveBack(head: number, tail: number): void {
    if (head === NONE) return;
    this.runs[tail * 4 + 3] = this.free;
    this.free = head;
  }

  spans(head: number): Spans {
    const list = new SpanList();
    for (let at = head; at !== NONE; at = this.runs[at * 4 + 3]) {
      list.push(this.runs[at * 4], this.runs[at * 4 + 1], this.runs[at * 4 + 2]);
    }
    return list.takeSorted();
  }
}
