import { KernelDesk } from '../../../../../src/renderer/canvas/kernels/kernel-desk';
import type {
  KernelAnswer,
  KernelQuestion,
  PixelKernels,
} from '../../../../../src/renderer/canvas/kernels/kernel-requests';
import type { PixelWindow } from '../../../../../src/shared/labels/spans';
import type { ColorPatch } from '../../../../../src/shared/segmentation/color-patch';

/** A grey picture of the size of the made labels; `level` gives each pixel's byte. */
export function madePicture(level: (x: number, y: number) => number, width = 400, height = 300): ColorPatch {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = level(x, y);
  return { x: 0, y: 0, width, height, channels: 1, data };
}

/** The real kernels without a worker: answers wait until they are let go. */
export class MadeKernels implements PixelKernels {
  private readonly desk = new KernelDesk();
  private waiting: (() => void)[] = [];
  asked: KernelQuestion[] = [];
  overviews: PixelWindow[] = [];
  /** Of the picture where it stands for an overview. */
  scale = 1;
  isBroken = false;
  view = 'first';

  constructor(picture: ColorPatch) {
    this.desk.hold('picture', picture);
  }

  patch = async () => 'picture';
  overview = async (window: PixelWindow) => {
    this.overviews.push(window);
    return { patch: 'picture', scale: this.scale };
  };
  wand: PixelKernels['wand'] = (input) =>
    this.ask({ name: 'wand', input }, ({ name, output }) => (name === 'wand' ? output : undefined));
  wire: PixelKernels['wire'] = (input) =>
    this.ask({ name: 'wire', input }, ({ name, output }) => (name === 'wire' ? output : undefined));
  stamp: PixelKernels['stamp'] = (input) =>
    this.ask({ name: 'stamp', input }, ({ name, output }) => (name === 'stamp' ? output : undefined));
  superpixels: PixelKernels['superpixels'] = (input) =>
    this.ask({ name: 'superpixels', input }, ({ name, output }) => (name === 'superpixels' ? output : undefined));

  /** Answers everything that is asked, and what is asked after it. */
  async answerAll(): Promise<void> {
    for (let idle = 0; idle < 4; idle++) {
      await new Promise((resolve) => setTimeout(resolve));
      if (this.waiting.length > 0) idle = 0;
      for (const answer of this.waiting.splice(0)) answer();
    }
  }

  private ask<Output>(question: KernelQuestion, read: (answer: KernelAnswer) => Output | undefined): Promise<Output> {
    this.asked.push(question);
    return new Promise((resolve, reject) => {
      this.waiting.push(() => {
        const output = this.isBroken ? undefined : read(this.desk.answer(question));
        if (output === undefined) reject(new Error('no answer'));
        else resolve(output);
      });
    });
  }
}
