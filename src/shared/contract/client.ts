import type { Reply } from './define';
import type { EventName, EventPayload, RequestInput, RequestName, RequestOutput } from './index';

/** What the preload puts on `window.maskwright`: the typed client and nothing else. */
export interface MaskwrightClient {
  /** Never rejects for a foreseen error: those come as `{ok: false, problem}`. */
  request<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<Reply<RequestOutput<Name>>>;
  /** Listens to an event; the returned function stops it. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
  /** Full path of a file or folder that was dropped on the window; empty where it has none. */
  pathOf(file: File): string;
}

declare global {
  interface Window {
    readonly maskwright: MaskwrightClient;
  }
}
