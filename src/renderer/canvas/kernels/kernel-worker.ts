import type { ColorPatch } from '../../../shared/segmentation/color-patch';
import { greyPixels } from './grey-pixels';
import { KernelDesk } from './kernel-desk';
import type { KernelMessage, KernelReply } from './kernel-requests';

const desk = new KernelDesk();

self.addEventListener('message', ({ data }: MessageEvent<KernelMessage>) => {
  if (data.kind === 'hold') {
    desk.hold(data.key, pixelsOf(data));
    return;
  }
  const { id, question } = data;
  try {
    const answer = desk.answer(question);
    reply({ id, answer }, buffersIn(answer.output));
  } catch (error) {
    reply({ id, failure: error instanceof Error ? error.message : String(error) }, []);
  }
});

function reply(message: KernelReply, transfer: Transferable[]): void {
  self.postMessage(message, { transfer });
}

function pixelsOf({ bitmap, x, y, width, height }: Extract<KernelMessage, { kind: 'hold' }>): ColorPatch {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('the window has no canvas to read pixels from');
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const grey = greyPixels(data);
  if (grey !== null) return { x, y, width, height, channels: 1, data: grey };
  return { x, y, width, height, channels: 4, data: new Uint8Array(data.buffer) };
}

/** Arrays go over without a copy. Everything that is answered has them for itself. */
function buffersIn(output: unknown): Transferable[] {
  if (ArrayBuffer.isView(output)) return output.buffer instanceof ArrayBuffer ? [output.buffer] : [];
  if (typeof output !== 'object' || output === null) return [];
  return Object.values(output).flatMap(buffersIn);
}
