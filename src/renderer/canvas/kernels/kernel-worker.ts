import { KernelDesk } from './kernel-desk';
import type { KernelAnswer, KernelMessage, KernelReply, KernelRequest } from './kernel-requests';
import { readPatch } from './read-patch';

const desk = new KernelDesk();

self.addEventListener('message', ({ data }: MessageEvent<KernelMessage>) => void serve(data));

async function serve({ id, request }: KernelMessage): Promise<void> {
  try {
    const answer = request.name === 'hold' ? await hold(request.input) : desk.answer(request);
    reply({ id, answer }, buffersIn(answer.output));
  } catch (error) {
    reply({ id, failure: error instanceof Error ? error.message : String(error) }, []);
  }
}

/** Questions about pixels that are held already are answered meanwhile. */
async function hold({ key, window, source }: Extract<KernelRequest, { name: 'hold' }>['input']): Promise<KernelAnswer> {
  desk.hold(key, await readPatch(source, window));
  return { name: 'hold', output: key };
}

function reply(message: KernelReply, transfer: Transferable[]): void {
  self.postMessage(message, { transfer });
}

/** Arrays go over without a copy. Everything that is answered has them for itself. */
function buffersIn(output: unknown): Transferable[] {
  if (ArrayBuffer.isView(output)) return output.buffer instanceof ArrayBuffer ? [output.buffer] : [];
  if (typeof output !== 'object' || output === null) return [];
  return Object.values(output).flatMap(buffersIn);
}
