import { SingleBar } from 'cli-progress';
import type { z } from 'zod';
import type { FileFailure } from '../shared/contract/results/common';
import type { Problem } from '../shared/problem';

/** Seconds between progress lines where standard error is not a terminal. */
const LINE_EVERY_SECONDS = 3;

export interface Progress {
  /**
   * @param note a word on what is being done, e.g. the loss
   * @param total where it is known only now
   * @param secondsLeft where more is known than how much was done so far; null: nothing is known
   */
  update(done: number, note?: string, total?: number, secondsLeft?: number | null): void;
  stop(): void;
}

/** Results to standard output, everything else to standard error. One a process. */
export class Reporter {
  private readonly out: NodeJS.WritableStream;
  private readonly err: NodeJS.WritableStream & { isTTY?: boolean };
  readonly isJson: boolean;
  private readonly isVerbose: boolean;

  constructor(
    streams: { out: NodeJS.WritableStream; err: NodeJS.WritableStream & { isTTY?: boolean } },
    options: { json: boolean; verbose: boolean },
  ) {
    this.out = streams.out;
    this.err = streams.err;
    this.isJson = options.json;
    this.isVerbose = options.verbose;
  }

  /** The command's result: as one JSON line where that was asked for, else as text. The schema is what the docs list. */
  result<Schema extends z.ZodType>(schema: Schema, value: z.input<Schema>, text: string): void {
    this.out.write(this.isJson ? `${JSON.stringify(schema.parse(value))}\n` : `${text}\n`);
  }

  /** A line of a stream of JSON results; as text it may be left out. */
  streamed<Schema extends z.ZodType>(schema: Schema, value: z.input<Schema>, text: string | null): void {
    if (this.isJson) this.out.write(`${JSON.stringify(schema.parse(value))}\n`);
    else if (text !== null) this.out.write(`${text}\n`);
  }

  note(text: string): void {
    this.err.write(`${text}\n`);
  }

  failures(failures: readonly FileFailure[], word = 'failed'): void {
    for (const failure of failures) this.note(`${word}: ${sentenceOf(failure)}`);
  }

  /** One line: what, which file, what to do; the stack only where it was asked for. */
  problem(problem: Problem): void {
    this.note(`maskwright: ${sentenceOf(problem)}`);
    if (this.isVerbose && problem.stack) this.note(problem.stack);
    else if (problem.code === 'unexpected') this.note('Add --verbose to see where it came from.');
  }

  /** A bar with the time left on a terminal, a line every few seconds elsewhere. */
  progress(title: string, total: number): Progress {
    return this.err.isTTY ? this.bar(title, total) : this.lines(title, total);
  }

  private bar(title: string, expected: number): Progress {
    const bar = new SingleBar({
      stream: this.err,
      format: `${title} {bar} {percentage} % · {value}/{total} · {left} left {note}`,
      hideCursor: true,
      clearOnComplete: true,
    });
    const startedMs = performance.now();
    bar.start(expected, 0, { left: '…', note: '' });
    return {
      update: (done, note = '', total = expected, secondsLeft) => {
        bar.setTotal(total);
        bar.update(done, { left: leftText(secondsLeft) ?? timeLeft(startedMs, done, total), note });
      },
      stop: () => bar.stop(),
    };
  }

  private lines(title: string, expected: number): Progress {
    const startedMs = performance.now();
    let saidMs = startedMs;
    return {
      update: (done, note = '', total = expected, secondsLeft) => {
        const nowMs = performance.now();
        if (nowMs - saidMs < LINE_EVERY_SECONDS * 1000) return;
        saidMs = nowMs;
        const left = leftText(secondsLeft) ?? timeLeft(startedMs, done, total);
        this.note(`${title}: ${done} of ${total}, ${left} left${note ? `, ${note}` : ''}`);
      },
      stop: () => {},
    };
  }
}

/** `message hint`, with the file named in front where the message does not name it. */
export function sentenceOf(problem: { message: string; hint: string; file?: string | undefined }): string {
  const named = problem.file === undefined || problem.message.includes(problem.file);
  return `${named ? '' : `${problem.file}: `}${problem.message} ${problem.hint}`.trim().replaceAll('\n', ' ');
}

/** `1 image`, `3 images`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Time in the largest unit that reads well: `42 s`, `3 min`, `1 h 20 min`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'an unknown time';
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function leftText(secondsLeft: number | null | undefined): string | undefined {
  return secondsLeft === null ? '…' : secondsLeft === undefined ? undefined : duration(secondsLeft);
}

function timeLeft(startedMs: number, done: number, total: number): string {
  if (done === 0) return '…';
  return duration((((performance.now() - startedMs) / 1000) * (total - done)) / done);
}
