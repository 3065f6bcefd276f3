import type { FromEngine, ToEngine } from '../../shared/contract/engine-protocol';

/** A running engine as its supervisor sees it; the real one is a utilityProcess. */
export interface EngineProcess {
  /** Undefined before it has started and after it ended. */
  readonly pid: number | undefined;
  send(message: ToEngine): void;
  /** Ends it at once, also in the middle of a long step. */
  kill(): void;
  onMessage(listener: (message: FromEngine) => void): void;
  onExit(listener: (code: number) => void): void;
}
