import type { EngineProcess } from '../../../../src/main/engines/engine-process';
import type { FromEngine, ToEngine } from '../../../../src/shared/contract/engine-protocol';

/** An engine that a test plays: it keeps what it was sent, and says and ends what it is told. */
export class MadeEngine implements EngineProcess {
  readonly pid = process.pid;
  readonly received: ToEngine[] = [];
  isKilled = false;
  /** No longer answers its heartbeat. */
  isFrozen = false;
  #message: (message: FromEngine) => void = () => undefined;
  #exit: (code: number) => void = () => undefined;

  send(message: ToEngine): void {
    this.received.push(message);
    if (message.type === 'ping' && !this.isFrozen) this.say({ type: 'pong', count: message.count });
  }

  kill(): void {
    this.isKilled = true;
    this.end();
  }

  onMessage(listener: (message: FromEngine) => void): void {
    this.#message = listener;
  }

  onExit(listener: (code: number) => void): void {
    this.#exit = listener;
  }

  say(message: FromEngine): void {
    this.#message(message);
  }

  end(): void {
    this.#exit(9);
  }

  /** Comes up: answers the first question, what it computes on. */
  comeUp(): void {
    this.say({ type: 'reply', id: 0, reply: { ok: true, value: { line: 'TensorFlow 2.21 on CPU', notes: [] } } });
  }

  /** Files of the `inspectFile` requests it was sent, with their ids. */
  get inspections(): { id: number; path: string }[] {
    return this.received.flatMap((message) =>
      message.type === 'request' && message.name === 'inspectFile'
        ? [{ id: message.id, path: String(Object(message.input).path) }]
        : [],
    );
  }

  answerInspection(path: string): void {
    const request = this.inspections.findLast((sent) => sent.path === path);
    if (request === undefined) throw new Error(`${path} was not asked for`);
    this.say({ type: 'reply', id: request.id, reply: { ok: true, value: { ...inspected } } });
  }
}

export const inspected = {
  format: 'png',
  width: 4,
  height: 3,
  channels: 1,
  depth: 8,
  orientation: 1,
  hasAlpha: false,
  sha256: 'ab'.repeat(32),
  bytes: 100,
  modifiedMs: 1,
  notices: [],
  pages: [{ width: 4, height: 3, channels: 1, depth: 8 }],
  pixelSize: null,
  channelNames: [],
};
