import type { EngineProcess } from './engine-process';

const MISSED_BEATS = 5;
const BEAT_MS = 2000;

/**
 * Asks an engine for a sign of life every few seconds. Its first thread answers however busy the one of TensorFlow is.
 * `onStill` is called once when it has answered none of the last five.
 */
export class Heartbeat {
  #sent = 0;
  #heard = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(engine: EngineProcess, onStill: () => void, beatMs: number = BEAT_MS) {
    this.#timer = setInterval(() => {
      if (this.#sent - this.#heard >= MISSED_BEATS) {
        this.stop();
        onStill();
        return;
      }
      this.#sent += 1;
      engine.send({ type: 'ping', count: this.#sent });
    }, beatMs);
  }

  /** To be told of every `pong`. */
  hear(count: number): void {
    this.#heard = count;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
