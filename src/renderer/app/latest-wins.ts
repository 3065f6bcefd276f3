import type { ProblemData } from '../../shared/problem';
import { windowProblem } from './window-problem';

export interface LatestWinsOptions<Input, Output> {
  ask(input: Input): Promise<Output>;
  onAnswer(output: Output, input: Input): void;
  /** Not told of a request that was given up for a newer one: nothing went wrong then. */
  onFailure(problem: ProblemData, input: Input): void;
  /** Whether the last that was wanted has yet to be answered. */
  onBusy?(isBusy: boolean): void;
  /** After this long the waiting one is asked although the one before has not answered: the answerer drops that one. */
  patienceMs: number;
}

export interface LatestWins<Input> {
  /** Asks now, or as soon as the one in flight has answered; of several that wait only the last is asked. */
  want(input: Input): void;
  /** Drops what waits and ignores what is in flight. */
  forget(): void;
}

/** What main or the engine answers where a newer request came. */
const OVERTAKEN: ReadonlySet<string> = new Set(['superseded', 'cancelled']);

/**
 * Answers to a value that changes faster than it can be answered: one request in flight, one waiting. Answers come in
 * the order of asking; one that was overtaken is dropped.
 */
export function latestWins<Input, Output>(options: LatestWinsOptions<Input, Output>): LatestWins<Input> {
  const { ask, onAnswer, onFailure, patienceMs } = options;
  let asked = 0;
  let answered = 0;
  let isWaitedFor = false;
  let waiting: { input: Input } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function send(input: Input): void {
    const mine = ++asked;
    options.onBusy?.(true);
    isWaitedFor = true;
    clearTimeout(timer);
    if (Number.isFinite(patienceMs)) timer = setTimeout(next, patienceMs);
    const settle = (deliver: () => void): void => {
      // Overtaken, or forgotten.
      if (mine <= answered) return;
      answered = mine;
      deliver();
      if (mine !== asked) return;
      if (waiting === null) options.onBusy?.(false);
      next();
    };
    ask(input).then(
      (output) => settle(() => onAnswer(output, input)),
      (error: unknown) =>
        settle(() => {
          const problem = windowProblem(error).toJSON();
          if (!OVERTAKEN.has(problem.code)) onFailure(problem, input);
        }),
    );
  }

  /** The one in flight has answered, or taken too long. */
  function next(): void {
    clearTimeout(timer);
    isWaitedFor = false;
    if (waiting === null) return;
    const { input } = waiting;
    waiting = null;
    send(input);
  }

  return {
    want(input) {
      if (isWaitedFor) waiting = { input };
      else send(input);
    },
    forget() {
      clearTimeout(timer);
      waiting = null;
      isWaitedFor = false;
      if (answered < asked) options.onBusy?.(false);
      answered = asked;
    },
  };
}
