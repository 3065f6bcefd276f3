import {
  type EngineInput,
  type EngineOutput,
  type EngineProgress,
  type EngineRequestName,
  parseEngineOutput,
  parseEngineProgress,
} from '../../shared/contract/engine-protocol';
import { Problem } from '../../shared/problem';
import type { EngineProcess } from './engine-process';

const REQUEST = 1;

/**
 * Asks an engine that was started for this one request, and ends it afterwards.
 * @throws Problem as the engine says, `engine-ended` where it went without an answer
 */
export function askOnce<Name extends EngineRequestName>(
  engine: EngineProcess,
  name: Name,
  input: EngineInput<Name>,
  options: { signal: AbortSignal; onProgress(value: EngineProgress<Name>): void },
): Promise<EngineOutput<Name>> {
  const { signal, onProgress } = options;
  const cancel = (): void => engine.send({ type: 'cancel', id: REQUEST });
  return new Promise<EngineOutput<Name>>((resolve, reject) => {
    engine.onMessage((message) => {
      if (message.type === 'progress') {
        const value = parseEngineProgress(name, message.value);
        if (value !== null) onProgress(value);
      }
      if (message.type !== 'reply') return;
      if (message.reply.ok) resolve(parseEngineOutput(name, message.reply.value));
      else reject(Problem.fromData(message.reply.problem));
    });
    engine.onExit(() => reject(ended()));
    signal.addEventListener('abort', cancel);
    engine.send({ type: 'request', id: REQUEST, name, input });
    if (signal.aborted) cancel();
  }).finally(() => {
    signal.removeEventListener('abort', cancel);
    engine.kill();
  });
}

function ended(): Problem {
  return new Problem(
    'engine-ended',
    'The engine ended unexpectedly; perhaps the memory did not suffice.',
    'Try it again, with a smaller batch or patch.',
  );
}
