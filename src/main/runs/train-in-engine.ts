import { type EngineInput, type FromEngine, parseEngineProgress } from '../../shared/contract/engine-protocol';
import { Problem } from '../../shared/problem';
import type { RunEvent } from '../../shared/training/run-events';
import type { RunAct } from '../../shared/training/run-rules';
import type { EngineProcess } from '../engines/engine-process';
import { Heartbeat } from '../engines/heartbeat';

export type EngineEnd =
  /** It trained to an end, which its last event tells. */
  | { how: 'done' }
  /** A fault of the program; the engine said which. */
  | { how: 'failed'; problem: Problem }
  /** The process ended before its work. */
  | { how: 'lost'; problem: Problem };

export interface TrainingEngine {
  /** Of its process; undefined before it has started. */
  readonly pid: number | undefined;
  /** Ends after the step in hand, with a checkpoint. */
  stop(): void;
  /** Changes the run from its next step on. @throws Problem where the engine is not training it, or has gone */
  steer(act: RunAct): Promise<void>;
  /** Ends it at once. */
  kill(): void;
  ended: Promise<EngineEnd>;
}

/** Numbers of its messages: training itself, then each change. */
const TRAIN = 1;

/** Gives a run to an engine of its own and watches over it; the process ends with the run. */
export function trainInEngine(
  engine: EngineProcess,
  input: EngineInput<'train'>,
  onEvent: (event: RunEvent) => void,
): TrainingEngine {
  let lastWord: string | null = null;
  const heartbeat = new Heartbeat(engine, () => {
    lastWord = 'it no longer answered';
    engine.kill();
  });
  let requests = TRAIN;
  const waiting = new Map<number, { resolve(): void; reject(problem: Problem): void }>();
  const answered = ({ id, reply }: Extract<FromEngine, { type: 'reply' }>): void => {
    if (reply.ok) waiting.get(id)?.resolve();
    else waiting.get(id)?.reject(Problem.fromData(reply.problem));
    waiting.delete(id);
  };
  const ended = new Promise<EngineEnd>((resolve) => {
    engine.onMessage((message) => {
      if (message.type === 'pong') heartbeat.hear(message.count);
      if (message.type === 'failed') lastWord = message.sentence;
      if (message.type === 'progress') {
        const event = parseEngineProgress('train', message.value);
        if (event !== null) onEvent(event);
      }
      if (message.type !== 'reply') return;
      if (message.id === TRAIN) resolve(endOf(message.reply));
      else answered(message);
    });
    engine.onExit((code) => resolve({ how: 'lost', problem: lost(lastWord, code) }));
  });
  engine.send({ type: 'request', id: TRAIN, name: 'train', input });
  return {
    get pid() {
      return engine.pid;
    },
    stop: () => engine.send({ type: 'cancel', id: TRAIN }),
    steer: (act) =>
      new Promise((resolve, reject) => {
        const id = ++requests;
        waiting.set(id, { resolve, reject });
        engine.send({ type: 'request', id, name: 'steerRun', input: { runFolder: input.runFolder, act } });
      }),
    kill: () => engine.kill(),
    ended: ended.finally(() => {
      heartbeat.stop();
      engine.kill();
      for (const { reject } of waiting.values()) reject(endedMeanwhile());
      waiting.clear();
    }),
  };
}

function endOf(reply: Extract<FromEngine, { type: 'reply' }>['reply']): EngineEnd {
  return reply.ok ? { how: 'done' } : { how: 'failed', problem: Problem.fromData(reply.problem) };
}

function endedMeanwhile(): Problem {
  return new Problem('run-ended', 'The run ended before it could be changed.', 'Resume it, then change it.');
}

function lost(lastWord: string | null, code: number): Problem {
  const why = lastWord ?? `perhaps the memory did not suffice, or another program ended it (code ${code})`;
  return new Problem(
    'run-engine-lost',
    `The engine of this run ended unexpectedly: ${why}.`,
    'Resume the run: it goes on from its last checkpoint. If it ends again, choose a smaller batch or patch.',
  );
}
