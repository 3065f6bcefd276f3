import type { EngineState } from '../../shared/contract/engine';

interface EngineLine {
  tone: 'good' | 'warn' | 'bad' | 'idle';
  words: string;
  notes: string;
}

/** The engine's state as the status line says it. */
export function engineWords(engine: EngineState): EngineLine {
  switch (engine.status) {
    case 'starting':
      return { tone: 'idle', words: 'Starting TensorFlow…', notes: '' };
    case 'ready':
      return {
        tone: engine.notice === null ? 'good' : 'warn',
        words: engine.device,
        notes: engine.deviceNotes.join(' '),
      };
    case 'restarting':
      return { tone: 'warn', words: engine.sentence, notes: '' };
    case 'failed':
      return { tone: 'bad', words: engine.problem.message, notes: engine.problem.hint };
  }
}
